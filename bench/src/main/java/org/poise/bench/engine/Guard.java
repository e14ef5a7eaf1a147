package org.poise.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.poise.bench.Machine;

/**
 * Compares the engine's ratios of speeds with those recorded on a machine of the same kind: {@code
 * bench/guard}, or {@code bench/guard --record} to record them. Ends with 1 if one has fallen by
 * more than 15 %, with 2 if there is nothing to compare with.
 */
public final class Guard {
  /** Largest loss that passes. */
  static final double LOSS = 0.15;

  private static final int TURNS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A ratio as it was and as it is. */
  record Compared(String name, double recorded, double now) {
    boolean fell() {
      return now < (1 - LOSS) * recorded;
    }
  }

  private Guard() {}

  /** Arguments: the directory of the records, and {@code --record}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0
        || arguments.length > 2
        || arguments.length == 2 && !arguments[1].equals("--record")) {
      System.err.println("usage: bench/guard [--record]");
      System.exit(2);
    }
    Path file = Path.of(arguments[0], Machine.kind() + ".json");
    boolean record = arguments.length == 2;
    if (!record && !Files.exists(file)) {
      System.err.println(
          "No ratios are recorded for this kind of machine ("
              + Machine.kind()
              + "); record them at a commit that is known to be fast: bench/guard --record");
      System.exit(2);
    }
    Map<String, Double> now = measure();
    if (record) {
      write(file, now);
      System.out.println("Recorded " + now.size() + " ratios in " + file + ".");
      return;
    }
    List<Compared> compared = compare(JSON.readTree(file.toFile()).path("ratios"), now);
    compared.forEach(Guard::print);
    long fallen = compared.stream().filter(Compared::fell).count();
    System.out.println(
        fallen == 0
            ? "No ratio has fallen by more than 15 %."
            : fallen
                + (fallen == 1 ? " ratio has" : " ratios have")
                + " fallen by more than 15 %.");
    System.exit(fallen == 0 ? 0 : 1);
  }

  /**
   * Ratios of the fastest turns, on one thread: the least that others on the machine can disturb.
   */
  private static Map<String, Double> measure() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    new EngineTimes(1, TURNS).ratios().forEach((name, f) -> ratios.put(name, f.best()));
    return ratios;
  }

  /**
   * Sets recorded ratios beside those of now.
   *
   * @throws IllegalStateException if one that is recorded is not measured any more
   */
  static List<Compared> compare(JsonNode recorded, Map<String, Double> now) {
    List<Compared> all = new ArrayList<>();
    recorded
        .properties()
        .forEach(entry -> {
          Double value = now.get(entry.getKey());
          if (value == null) {
            throw new IllegalStateException(
                "'" + entry.getKey() + "' is recorded but not measured: record anew");
          }
          all.add(new Compared(entry.getKey(), entry.getValue().asDouble(), value));
        });
    return all;
  }

  private static void write(Path file, Map<String, Double> ratios) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("machine", Machine.describe());
    ObjectNode values = root.putObject("ratios");
    ratios.forEach((name, value) -> values.put(name, Math.round(value * 1e4) / 1e4));
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static void print(Compared c) {
    System.out.printf(
        Locale.ROOT,
        "%-6s %-50s %8.3f, recorded %.3f (%+.1f %%)%n",
        c.fell() ? "FELL" : "ok",
        c.name(),
        c.now(),
        c.recorded(),
        100 * (c.now() / c.recorded() - 1));
  }
}
