package org.poise.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.poise.linalg.internal.Ops;

/**
 * Peak rate of fused multiply-adds, rate of the products of hidden layers, and of the training step
 * alone, with the exact diagonal of the tangent kernel, with a sketch of one probe, and with
 * collapsed components: {@code bench/run org.poise.bench.engine.EngineBenchmark [JSON-FILE
 * [TURNS]]}.
 */
public final class EngineBenchmark {
  private static final int TURNS = 60;

  private EngineBenchmark() {}

  /** Runs it with one thread and with all processors. */
  public static void main(String[] arguments) throws IOException {
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : TURNS;
    List<EngineTimes> measured = measure(turns);
    System.out.println(
        "Provider: "
            + Ops.OPS.name()
            + "; medians of "
            + turns
            + " turns (quartiles), and best against best");
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("provider", Ops.OPS.name());
    for (EngineTimes times : measured) {
      System.out.println(times.heading());
      Map<String, Turns.Figure> figures = new LinkedHashMap<>(times.rates());
      figures.putAll(times.ratios());
      figures.forEach(EngineBenchmark::print);
      results.put(times.heading(), figures);
    }
    if (arguments.length > 0) {
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(Path.of(arguments[0]).toFile(), results);
    }
  }

  /** One thread, and all processors where there are more. */
  static List<EngineTimes> measure(int turns) {
    List<EngineTimes> all = new ArrayList<>();
    all.add(new EngineTimes(1, turns));
    int processors = Runtime.getRuntime().availableProcessors();
    if (processors > 1) {
      all.add(new EngineTimes(processors, turns));
    }
    return all;
  }

  static void print(String name, Turns.Figure f) {
    System.out.printf(
        Locale.ROOT,
        "  %-46s %8.3f  (%.3f to %.3f)  %8.3f%n",
        name,
        f.median(),
        f.low(),
        f.high(),
        f.best());
  }
}
