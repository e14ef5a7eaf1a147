package org.poise.linalg;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An array of doubles in NumPy's format (version 1.0 of numpy.lib.format), little endian, the last
 * index running fastest. It is written as it comes, through a small buffer.
 */
public final class Npy implements Closeable {
  private static final int BUFFER_DOUBLES = 8192;
  private static final int ALIGNMENT = 64;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_DOUBLES * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long missing;

  private Npy(Path file, FileChannel channel, long[] shape) throws IOException {
    this.file = file;
    this.channel = channel;
    missing = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    writeFully(ByteBuffer.wrap(header(shape)));
  }

  /** Writes a whole array of a shape, in place of an earlier file. */
  public static void write(Path file, double[] values, long... shape) throws IOException {
    try (Npy npy = create(file, shape)) {
      npy.append(values, 0, values.length);
    }
  }

  /** Starts a file, in place of an earlier one, whose entries are then appended. */
  public static Npy create(Path file, long... shape) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new Npy(file, channel, shape);
  }

  /** Appends entries {@code from … from + count − 1}. */
  public void append(double[] values, int from, int count) throws IOException {
    if (count > missing) {
      throw new IllegalArgumentException(
          file + " takes " + missing + " more numbers, not " + count);
    }
    missing -= count;
    for (int i = from; i < from + count; i += BUFFER_DOUBLES) {
      int part = Math.min(BUFFER_DOUBLES, from + count - i);
      buffer.clear().asDoubleBuffer().put(values, i, part);
      writeFully(buffer.limit(part * Double.BYTES));
    }
  }

  /** Closes the file, which must be complete. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (missing > 0) {
      throw new IOException(file + " lacks " + missing + " numbers of its array");
    }
  }

  /** The description of the array, padded so that the numbers start at a multiple of 64 bytes. */
  private static byte[] header(long[] shape) {
    String extents =
        Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
    String text = "{'descr': '<f8', 'fortran_order': False, 'shape': " + extents + ", }";
    int length = MAGIC.length + Short.BYTES + text.length() + 1;
    int padding = Math.floorMod(-length, ALIGNMENT);
    ByteBuffer header = ByteBuffer.allocate(length + padding).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).putShort((short) (text.length() + padding + 1));
    header.put((text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
