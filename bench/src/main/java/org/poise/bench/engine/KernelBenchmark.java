package org.poise.bench.engine;

import java.io.IOException;
import org.poise.bench.Machine;
import org.poise.residual.JetComponents;

/**
 * The rate of the whole tangent kernel of 4,096 residuals beside that of a hidden layer's products,
 * on one thread: {@code bench/run org.poise.bench.engine.KernelBenchmark}.
 */
public final class KernelBenchmark {
  private static final int POINTS = 4096;
  private static final int[] WIDTHS = {64, 128};
  private static final int TURNS = 7;
  private static final double SLICE = 0.02;
  private static final double WARM_UP = 20;

  private KernelBenchmark() {}

  /** Measures both widths. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(
        Machine.describe() + "; medians of " + TURNS + " turns (quartiles), and best");
    for (int width : WIDTHS) {
      Turns turns = new Turns(EngineTimes::processorTime, SLICE);
      Products products = new Products(width);
      Step.Shape shape = Step.Shape.of(width).withPoints(POINTS).with(JetComponents.COLLAPSED);
      try (Step step = Step.of(shape, 1)) {
        turns.add("kernel", step.kernelOperations(), step::kernel);
        turns.add("products", products.operations(), products::all);
        turns.run(WARM_UP, TURNS);
      }
      String place = "width " + width + ": ";
      EngineBenchmark.print(place + "kernel, s", turns.seconds("kernel"));
      EngineBenchmark.print(place + "kernel, GFLOP/s", turns.rate("kernel"));
      EngineBenchmark.print(place + "kernel / products", turns.ratio("kernel", "products"));
    }
  }
}
