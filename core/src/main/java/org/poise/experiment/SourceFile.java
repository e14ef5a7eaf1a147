package org.poise.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads the text of a problem file, and refuses what is none. */
final class SourceFile {
  private static final int MAX_BYTES = 1_000_000;

  private SourceFile() {}

  static String text(Path file) {
    if (Files.isDirectory(file)) {
      throw new ProblemFileException(
          file + ": this is a directory; give a problem file, such as problems/poisson1d.yaml");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new ProblemFileException(file + ": there is no such file; check the path");
    } catch (AccessDeniedException e) {
      throw new ProblemFileException(file + ": this file may not be read; check its permissions");
    } catch (IOException e) {
      throw new ProblemFileException(file + ": this file cannot be read: " + e.getMessage());
    }
    if (bytes.length > MAX_BYTES) {
      throw new ProblemFileException(
          file + ": this is longer than " + MAX_BYTES + " bytes and so no problem file");
    }
    String text = decode(file, bytes);
    checkCharacters(file, text);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String decode(Path file, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw place(file, text, text.length())
          .error(
              List.of(),
              String.format(
                  "the byte 0x%02X is no text in UTF-8; a problem file is plain text",
                  bytes[in.position()] & 0xFF));
    }
    return text;
  }

  private static void checkCharacters(Path file, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\r' && c != '\t')
          || (c >= 0x7F && c < 0xA0 && c != 0x85)) {
        throw place(file, text, i)
            .error(
                List.of(),
                String.format(
                    "the control character U+%04X has no place in a problem file", (int) c));
      }
    }
  }

  private static Place place(Path file, String text, int index) {
    return new Place(new Place.Source(file.toString(), text, true), index);
  }
}
