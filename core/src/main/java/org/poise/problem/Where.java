package org.poise.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A point set as a problem's builder takes it, with coordinates by name: {@code interior(300)},
 * {@code at("t", 0, 100)}, {@code periodic("x", 50)}.
 */
public sealed interface Where {
  /** How many points. */
  int count();

  /** How they are drawn, or null for the sampler of the whole experiment. */
  @Nullable Sampler sampler();

  /** Points anywhere in the domain. */
  record Inside(int count, @Nullable Sampler sampler) implements Where {}

  /** Points where some coordinates have given values. */
  record At(Map<String, Double> values, int count, @Nullable Sampler sampler) implements Where {}

  /** Pairs of points on the two opposite faces of a coordinate. */
  record Pair(String coordinate, int count, @Nullable Sampler sampler) implements Where {}

  /** {@code count} points anywhere in the domain. */
  static Where interior(int count) {
    return new Inside(count, null);
  }

  /** {@code count} points on the face where a coordinate has a value. */
  static Where at(String coordinate, double value, int count) {
    return new At(Map.of(coordinate, value), count, null);
  }

  /** {@code count} points where every coordinate named has its value. */
  static Where at(Map<String, Double> values, int count) {
    return new At(new LinkedHashMap<>(values), count, null);
  }

  /** The one point that has these values in every coordinate of the domain. */
  static Where point(Map<String, Double> values) {
    return at(values, 1);
  }

  /** {@code count} pairs of points on the two opposite faces of a coordinate. */
  static Where periodic(String coordinate, int count) {
    return new Pair(coordinate, count, null);
  }

  /** The same, drawn by a sampler of its own. */
  default Where drawnBy(Sampler sampler) {
    return switch (this) {
      case Inside w -> new Inside(w.count, sampler);
      case At w -> new At(w.values, w.count, sampler);
      case Pair w -> new Pair(w.coordinate, w.count, sampler);
    };
  }
}
