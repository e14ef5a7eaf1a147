package org.poise.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named arrays of doubles in the safetensors format (github.com/huggingface/safetensors): eight
 * bytes with the length of a JSON header, the header with type, shape and place of each tensor,
 * then the numbers, all little endian. Only tensors of type F64 are read and written. The same
 * content gives the same bytes.
 *
 * @param tensors by name, in the order in which they are written
 * @param metadata free text by name, written in the order of the names
 */
record Safetensors(Map<String, Array> tensors, Map<String, String> metadata) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final long GREATEST_HEADER = 100_000_000;
  private static final long GREATEST_COUNT = Integer.MAX_VALUE - 8;
  private static final int CHUNK = 8192;

  /**
   * One tensor.
   *
   * @param shape its extents
   * @param values as many as the product of the extents, the last index running fastest
   */
  record Array(long[] shape, double[] values) {
    static Array vector(double... values) {
      return new Array(new long[] {values.length}, values);
    }

    static Array matrix(int rows, int columns, double[] values) {
      return new Array(new long[] {rows, columns}, values);
    }

    String shapeText() {
      return Arrays.toString(shape);
    }
  }

  Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /** Writes all of it in one piece: the file is the old one or the new one. */
  void write(Path file) throws IOException {
    byte[] header = header();
    AtomicFile.write(
        file,
        channel -> {
          ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          AtomicFile.writeFully(channel, length.putLong(header.length).flip());
          AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
          ByteBuffer buffer =
              ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          for (Array array : tensors.values()) {
            for (int from = 0; from < array.values.length; from += CHUNK) {
              int count = Math.min(CHUNK, array.values.length - from);
              buffer.clear().asDoubleBuffer().put(array.values, from, count);
              AtomicFile.writeFully(channel, buffer.limit(count * Double.BYTES));
            }
          }
        });
  }

  /** The header, padded with blanks so that the numbers start at a multiple of eight bytes. */
  private byte[] header() throws JsonProcessingException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject(METADATA);
      metadata.forEach(node::put);
    }
    long offset = 0;
    for (Map.Entry<String, Array> entry : tensors.entrySet()) {
      ObjectNode node = root.putObject(entry.getKey());
      node.put("dtype", "F64");
      var shape = node.putArray("shape");
      for (long extent : entry.getValue().shape) {
        shape.add(extent);
      }
      long end = offset + (long) Double.BYTES * entry.getValue().values.length;
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = JSON.writeValueAsBytes(root);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is no such file, with a message that says why
   */
  static Safetensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer first = readFully(file, channel, Long.BYTES);
      long length = first.getLong();
      if (length < 2 || length > GREATEST_HEADER || length > channel.size() - Long.BYTES) {
        throw malformed(file, "it has no header of a sensible length");
      }
      byte[] text = new byte[(int) length];
      readFully(file, channel, text.length).get(text);
      JsonNode root;
      try {
        root = JSON.readTree(new String(text, StandardCharsets.UTF_8));
      } catch (JsonProcessingException e) {
        throw malformed(file, "its header is not JSON");
      }
      if (!root.isObject()) {
        throw malformed(file, "its header is not a JSON object");
      }
      return parse(file, channel, root);
    }
  }

  private static Safetensors parse(Path file, FileChannel channel, JsonNode root)
      throws IOException {
    Map<String, Array> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    long data = channel.position();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals(METADATA)) {
        entry.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        tensors.put(entry.getKey(), array(file, channel, data, entry.getKey(), entry.getValue()));
      }
    }
    return new Safetensors(tensors, metadata);
  }

  private static Array array(Path file, FileChannel channel, long data, String name, JsonNode node)
      throws IOException {
    if (!node.path("dtype").asText().equals("F64")) {
      throw malformed(
          file,
          "tensor '"
              + name
              + "' has type "
              + node.path("dtype").asText()
              + ", and only F64 is read");
    }
    JsonNode offsets = node.path("data_offsets");
    long begin = offsets.path(0).asLong(-1);
    long end = offsets.path(1).asLong(-1);
    long[] shape = new long[node.path("shape").size()];
    long count = 1;
    for (int i = 0; i < shape.length; i++) {
      long extent = node.path("shape").path(i).asLong(-1);
      if (extent < 0 || extent > 0 && count > GREATEST_COUNT / extent) {
        throw malformed(file, "tensor '" + name + "' has an impossible shape");
      }
      shape[i] = extent;
      count *= extent;
    }
    if (begin < 0 || end - begin != count * Double.BYTES) {
      throw malformed(file, "the place of tensor '" + name + "' does not fit its shape");
    }
    if (end > channel.size() - data) {
      throw malformed(file, "it ends before tensor '" + name + "' does");
    }
    double[] values = new double[(int) count];
    channel.position(data + begin);
    for (int from = 0; from < values.length; from += CHUNK) {
      int part = Math.min(CHUNK, values.length - from);
      readFully(file, channel, part * Double.BYTES).asDoubleBuffer().get(values, from, part);
    }
    return new Array(shape, values);
  }

  private static ByteBuffer readFully(Path file, FileChannel channel, int bytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw malformed(file, "it ends too early");
      }
    }
    return buffer.flip();
  }

  private static IOException malformed(Path file, String why) {
    return new IOException(file + " is not a safetensors file of doubles: " + why);
  }
}
