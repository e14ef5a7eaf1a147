package org.poise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir private Path directory;

  /** The header as numpy.save writes it, but for a comma; the numbers follow it. */
  @Test
  void headerAndNumbers() throws IOException {
    Path file = directory.resolve("a.npy");
    double[] values = new double[3 * 10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1.0 / (i + 1);
    }
    try (Npy npy = Npy.create(file, 3, 10_000)) {
      npy.append(values, 0, 9_000);
      npy.append(values, 9_000, 21_000);
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 1, 5, StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
    assertThat(bytes[0]).isEqualTo((byte) 0x93);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .isEqualToIgnoringWhitespace(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 10000,), }");
    assertThat(bytes[127]).isEqualTo((byte) '\n');
    assertThat(bytes[8] + 256 * bytes[9]).isEqualTo(118);
    assertThat(bytes).hasSize(128 + 8 * values.length);
    double[] read = new double[values.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(128).asDoubleBuffer().get(read);
    assertThat(read).isEqualTo(values);
  }

  @Test
  void theArrayHasToBeAsLargeAsItsShape() throws IOException {
    Path file = directory.resolve("b.npy");
    assertThatThrownBy(() -> Npy.write(file, new double[3], 4))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lacks 1");
    assertThatThrownBy(() -> Npy.write(file, new double[5], 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
