package org.poise.bench.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.poise.bench.Equation;
import org.poise.bench.Machine;

/**
 * How the time of a training step's gradient grows with points, width, layers, components and
 * threads, and the engine's memory with points: {@code bench/run org.poise.bench.engine.Scaling
 * DIRECTORY}, for tables and pictures there.
 */
public final class Scaling {
  private static final int TURNS = 15;
  private static final double SLICE = 0.01;
  private static final double WARM_UP = 10;
  private static final List<Integer> POINTS = List.of(256, 1024, 4096, 16384, 65536);
  private static final List<Integer> WIDTHS = List.of(16, 32, 64, 128, 256, 512);
  private static final List<Integer> THREAD_WIDTHS = List.of(64, 128, 256);
  private static final int PAIRS = 60;
  private static final List<Integer> LAYERS = List.of(1, 2, 4, 8, 16);

  /** A size along an axis, and the step of that size. */
  private record Sized(int size, Step.Shape shape) {}

  private final Path directory;
  private final StringBuilder page = new StringBuilder();
  private final int processors = Runtime.getRuntime().availableProcessors();

  private Scaling(Path directory) {
    this.directory = directory;
  }

  /** Measures everything. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: Scaling DIRECTORY");
      System.exit(2);
    }
    new Scaling(Path.of(arguments[0])).measure();
  }

  private void measure() throws IOException {
    Files.createDirectories(directory);
    page.append(
        "%s. Times are medians over %d turns with quartiles; rates count the matrix products alone, a component for each derivative.%n"
            .formatted(Machine.describe(), TURNS));
    axis("points", POINTS, n -> new Sized(n, Step.Shape.USUAL.withPoints(n)));
    axis("width", WIDTHS, n -> new Sized(n, Step.Shape.of(n)));
    axis("layers", LAYERS, n -> new Sized(n, Step.Shape.USUAL.withLayers(n)));
    axis(
        "components",
        List.of(Equation.values()),
        e -> new Sized(e.components(), Step.Shape.USUAL.withEquation(e)));
    threads();
    memory();
    Files.writeString(directory.resolve("scaling.md"), page);
    System.out.print(page);
  }

  private <T> void axis(String name, List<T> sizes, Function<T, Sized> sized) throws IOException {
    Turns turns = new Turns(System::nanoTime, SLICE);
    Map<String, Sized> all = new LinkedHashMap<>();
    List<Step> steps = new ArrayList<>();
    for (T size : sizes) {
      Sized one = sized.apply(size);
      Step step = Step.of(one.shape(), processors);
      steps.add(step);
      all.put(size.toString(), one);
      turns.add(size.toString(), one.shape().operations(), step::plain);
    }
    turns.run(WARM_UP, TURNS);
    steps.forEach(Step::close);
    TreeMap<Integer, Double> line = new TreeMap<>();
    page.append("%n| %s | ms | GFLOP/s |%n|---|---|---|%n".formatted(name));
    for (Map.Entry<String, Sized> entry : all.entrySet()) {
      Turns.Figure seconds = turns.seconds(entry.getKey());
      line.put(entry.getValue().size(), 1e3 * seconds.median());
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f (%.3f to %.3f) | %.1f |%n",
              label(name, entry),
              1e3 * seconds.median(),
              1e3 * seconds.low(),
              1e3 * seconds.high(),
              turns.rate(entry.getKey()).median()));
    }
    Charts.write(
        directory.resolve("scaling-" + name + ".png"),
        "Time of a step",
        name,
        "ms",
        List.of(new Charts.Line("step", List.copyOf(line.keySet()), List.copyOf(line.values()))));
  }

  /** How many times as fast as one thread the others are, within turns. */
  private void threads() {
    Turns turns = new Turns(System::nanoTime, SLICE);
    List<Step> steps = new ArrayList<>();
    for (int width : THREAD_WIDTHS) {
      Step.Shape shape = Step.Shape.of(width);
      for (int n = 1; n <= processors; n++) {
        Step step = Step.of(shape, n);
        steps.add(step);
        turns.add(width + " on " + n, shape.operations(), step::plain);
      }
    }
    turns.run(WARM_UP, PAIRS);
    steps.forEach(Step::close);
    page.append("%n| width | threads | ms | times one thread |%n|---|---|---|---|%n".formatted());
    for (int width : THREAD_WIDTHS) {
      for (int n = 1; n <= processors; n++) {
        String name = width + " on " + n;
        Turns.Figure gain = turns.ratio(name, width + " on 1");
        page.append(
            String.format(
                Locale.ROOT,
                "| %d | %d | %.3f | %.3f (%.3f to %.3f) |%n",
                width,
                n,
                1e3 * turns.seconds(name).median(),
                gain.median(),
                gain.low(),
                gain.high()));
      }
    }
  }

  private static String label(String axis, Map.Entry<String, Sized> entry) {
    return axis.equals("components")
        ? entry.getValue().size() + " (" + entry.getValue().shape().equation().label() + ")"
        : entry.getKey();
  }

  /** What the heap holds for a step, and how much of it are points, weights and residuals. */
  private void memory() throws IOException {
    page.append("%n| points | heap, MB | of it points and rows, MB |%n|---|---|---|%n".formatted());
    List<Double> heap = new ArrayList<>();
    List<Double> rows = new ArrayList<>();
    for (int n : POINTS) {
      Step.Shape shape = Step.Shape.USUAL.withPoints(n);
      double before = usedHeap();
      try (Step step = Step.of(shape, processors)) {
        step.withExactTraces();
        heap.add(Math.max(0.001, usedHeap() - before));
      }
      rows.add(8e-6 * n * (shape.equation().coordinates().size() + 3));
      page.append(
          String.format(Locale.ROOT, "| %d | %.2f | %.2f |%n", n, heap.getLast(), rows.getLast()));
    }
    Charts.write(
        directory.resolve("scaling-memory.png"),
        "Memory of a step",
        "points",
        "MB",
        List.of(
            new Charts.Line("heap", POINTS, heap),
            new Charts.Line("of it points and rows", POINTS, rows)));
  }

  private static double usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
