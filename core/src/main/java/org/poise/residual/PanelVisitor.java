package org.poise.residual;

/** Receives a matrix in panels of whole rows, from the first row to the last. */
@FunctionalInterface
public interface PanelVisitor {
  /**
   * Takes one panel.
   *
   * @param firstRow index of the panel's first row
   * @param rows rows in the panel
   * @param columns columns in the panel
   * @param values [rows × columns]; reused for the next panel, so copy what is to be kept
   */
  void panel(int firstRow, int rows, int columns, double[] values);
}
