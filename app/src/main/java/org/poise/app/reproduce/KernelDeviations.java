package org.poise.app.reproduce;

/** How far kernels, given one after the other, lie from a limit. */
final class KernelDeviations {
  private final double[] limit;
  private final double norm;
  private final double[] errors;
  private final double[] sum;
  private double squares;
  private int count;

  KernelDeviations(double[] limit, int kernels) {
    this.limit = limit;
    norm = Math.sqrt(square(limit));
    errors = new double[kernels];
    sum = new double[limit.length];
  }

  private static double square(double[] values) {
    double square = 0;
    for (double value : values) {
      square += value * value;
    }
    return square;
  }

  /** Takes a kernel [n × n]. */
  void add(double[] kernel) {
    double[] difference = kernel.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= limit[i];
      sum[i] += difference[i];
    }
    double square = square(difference);
    squares += square;
    errors[count++] = Math.sqrt(square) / norm;
  }

  /** ‖K − limit‖_F / ‖limit‖_F of each. */
  double[] errors() {
    return errors;
  }

  /** ‖mean − limit‖_F over its standard error, from the spread of the kernels about their mean. */
  double distanceOfMean() {
    double ofMean = square(sum) / ((double) count * count);
    double variance = (squares - count * ofMean) / (count - 1);
    return Math.sqrt(ofMean / (variance / count));
  }
}
