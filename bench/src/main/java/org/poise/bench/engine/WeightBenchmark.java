package org.poise.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What exact traces, or a sketch of one probe, at every step add to the gradient of problem files,
 * and what {@code estimator: auto} takes there: {@code bench/run
 * org.poise.bench.engine.WeightBenchmark PROBLEM-FILE…}.
 */
public final class WeightBenchmark {
  private static final double SLICE = 0.02;
  private static final double WARM_UP = 20;
  private static final int TURNS = 100;
  private static final double[] TARGETS = {0.9, 0.5, 0.1};

  private WeightBenchmark() {}

  /** Runs it with one thread and with all processors. */
  public static void main(String[] files) throws IOException {
    if (files.length == 0) {
      System.err.println("usage: WeightBenchmark PROBLEM-FILE…");
      System.exit(2);
    }
    System.out.println(
        "Added to a step, medians of "
            + TURNS
            + " turns (quartiles); by counted operations in square brackets");
    measure(files, 1);
    int processors = Runtime.getRuntime().availableProcessors();
    if (processors > 1) {
      measure(files, processors);
    }
  }

  private static void measure(String[] files, int threads) throws IOException {
    System.out.println(threads + (threads == 1 ? " thread" : " threads"));
    Turns turns = new Turns(System::nanoTime, SLICE);
    Map<String, Step> steps = new LinkedHashMap<>();
    for (String file : files) {
      Path path = Path.of(file);
      String name = path.getFileName().toString().replace(".yaml", "");
      Step step = Step.of(path, threads);
      steps.put(name, step);
      turns.add("plain " + name, 1, step::plain);
      turns.add("exact " + name, 1, step::withExactTraces);
      turns.add("sketch " + name, 1, step::withSketch);
    }
    turns.run(WARM_UP, TURNS);
    steps.forEach((name, step) -> {
      line(turns, name, "exact", step.countedForExactTraces());
      line(turns, name, "sketch", step.countedForSketch());
      if (threads == 1) {
        for (double target : TARGETS) {
          System.out.println(
              "  " + name + ": auto with target " + target + " takes " + step.chosen(target));
        }
      }
      step.close();
    });
  }

  private static void line(Turns turns, String name, String what, double counted) {
    Turns.Figure added = turns.ratio(what + " " + name, "plain " + name).inverseLessOne();
    System.out.printf(
        Locale.ROOT,
        "  %-24s %6.1f %%  (%.1f to %.1f)  [%.1f]%n",
        name + ": " + what,
        100 * added.median(),
        100 * added.low(),
        100 * added.high(),
        100 * counted);
  }
}
