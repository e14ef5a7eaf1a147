package org.poise.bench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Times several pieces of work in turns, so that a core that is slow for a while is slow for all of
 * them. What is reported are medians, quartiles and the best over the turns of one piece's rate, or
 * of the ratio of two within a turn.
 */
final class Turns {
  /** A median with the quartiles around it, and the figure from the fastest turn of each piece. */
  record Figure(double median, double low, double high, double best) {
    /** Added time as a fraction, for the ratio of a rate to that of longer work. */
    Figure inverseLessOne() {
      return new Figure(1 / median - 1, 1 / high - 1, 1 / low - 1, 1 / best - 1);
    }
  }

  private record Item(Runnable work, double operations, List<Double> seconds) {
    double best() {
      return operations / Collections.min(seconds);
    }
  }

  private final Map<String, Item> items = new LinkedHashMap<>();
  private final LongSupplier clock;
  private final double slice;

  /**
   * Makes an empty set.
   *
   * @param clock nanoseconds
   * @param slice seconds that a piece runs for in each turn
   */
  Turns(LongSupplier clock, double slice) {
    this.clock = clock;
    this.slice = slice;
  }

  void add(String name, double operations, Runnable work) {
    items.put(name, new Item(work, operations, new ArrayList<>()));
  }

  /**
   * Runs turns for some seconds unrecorded, so that everything is compiled, and then {@code turns}
   * more.
   */
  void run(double warmUp, int turns) {
    long start = clock.getAsLong();
    while (clock.getAsLong() - start < warmUp * 1e9) {
      items.values().forEach(this::time);
    }
    for (int t = 0; t < turns; t++) {
      for (Item item : items.values()) {
        item.seconds().add(time(item));
      }
    }
  }

  /** Runs a piece for a slice of time; seconds for one execution. */
  private double time(Item item) {
    long start = clock.getAsLong();
    long now;
    int count = 0;
    do {
      item.work().run();
      count++;
      now = clock.getAsLong();
    } while (now - start < slice * 1e9);
    return (now - start) / 1e9 / count;
  }

  private Item item(String name) {
    return Objects.requireNonNull(items.get(name), name);
  }

  /** Seconds for one execution. */
  Figure seconds(String name) {
    List<Double> seconds = item(name).seconds();
    double[] values = seconds.stream().mapToDouble(Double::doubleValue).toArray();
    return figure(values, Collections.min(seconds));
  }

  /** 10⁹ operations a second. */
  Figure rate(String name) {
    Item item = item(name);
    double[] values =
        item.seconds().stream().mapToDouble(s -> item.operations() / s / 1e9).toArray();
    return figure(values, item.best() / 1e9);
  }

  /** The rate of one piece as a fraction of another's. */
  Figure ratio(String name, String to) {
    Item item = item(name);
    Item base = item(to);
    double[] values = new double[item.seconds().size()];
    for (int t = 0; t < values.length; t++) {
      values[t] =
          item.operations() / item.seconds().get(t) / (base.operations() / base.seconds().get(t));
    }
    return figure(values, item.best() / base.best());
  }

  private static Figure figure(double[] values, double best) {
    Arrays.sort(values);
    int n = values.length;
    return new Figure(values[n / 2], values[n / 4], values[n - 1 - n / 4], best);
  }
}
