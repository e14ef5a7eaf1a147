package org.poise.linalg.internal;

/**
 * Matrices [k × n] packed for products: panels of some columns one after the other, each row by
 * row; the columns are padded with zeros to a multiple of eight, so the last panel may be narrower.
 */
final class Panels {
  private Panels() {}

  static int roundUp8(int n) {
    return (n + 7) & ~7;
  }

  /** Doubles that a packed matrix takes. */
  static int size(int k, int n) {
    return k * roundUp8(n);
  }

  /** Packs the matrix whose entry (i, j) is at {@code bOff + i · row + j · column}. */
  static void pack(
      int panel,
      int k,
      int n,
      double scale,
      double[] b,
      int bOff,
      int row,
      int column,
      double[] packed,
      int pOff) {
    int columns = roundUp8(n);
    for (int first = 0; first < columns; first += panel) {
      int width = Math.min(panel, columns - first);
      int used = Math.min(width, n - first);
      int to = pOff + first * k;
      for (int i = 0; i < k; i++) {
        int from = bOff + i * row + first * column;
        for (int j = 0; j < used; j++) {
          packed[to + j] = scale * b[from + j * column];
        }
        for (int j = used; j < width; j++) {
          packed[to + j] = 0;
        }
        to += width;
      }
    }
  }
}
