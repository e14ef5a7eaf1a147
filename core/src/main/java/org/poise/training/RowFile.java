package org.poise.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file of comma-separated rows, each of a step, that grows while training. */
final class RowFile implements AutoCloseable {
  private final FileChannel channel;

  private RowFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens a file with the complete rows that it has up to a step; what lies beyond comes again.
   *
   * @param last the step; −1 for a file without rows
   */
  static RowFile open(Path file, List<String> columns, long last) throws IOException {
    StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
    if (last >= 0 && Files.exists(file)) {
      List<String> lines = History.completeLines(Files.readString(file));
      for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
        if (Long.parseLong(line.substring(0, line.indexOf(','))) <= last) {
          text.append(line).append('\n');
        }
      }
    }
    AtomicFile.write(file, text.toString());
    return new RowFile(FileChannel.open(file, StandardOpenOption.APPEND));
  }

  /** Appends a row. */
  void append(String line) throws IOException {
    AtomicFile.writeFully(channel, ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Makes the rows durable. */
  void sync() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
