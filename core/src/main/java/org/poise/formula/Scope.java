package org.poise.formula;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that a formula may use. Where one name stands for several things, the first of these
 * wins: definitions, fields, coordinates, coefficients, constants, the number pi.
 *
 * @param constants named numbers, inserted by value
 * @param coefficients trainable numbers, by their index
 * @param definitions named expressions (transforms and outputs), inserted as they are; derivatives
 *     of them expand
 * @param boundary what {@code normal} and {@code jump} refer to; absent where neither has a meaning
 */
public record Scope(
    List<String> coordinates,
    List<String> fields,
    Map<String, Double> constants,
    List<String> coefficients,
    Map<String, Expr> definitions,
    @Nullable Boundary boundary) {
  public Scope {
    coordinates = List.copyOf(coordinates);
    fields = List.copyOf(fields);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    coefficients = List.copyOf(coefficients);
    definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
  }

  /** Coordinates and fields only. */
  public static Scope of(List<String> coordinates, List<String> fields) {
    return new Scope(coordinates, fields, Map.of(), List.of(), Map.of(), null);
  }

  /** The same names on a boundary. */
  public Scope on(@Nullable Boundary newBoundary) {
    return new Scope(coordinates, fields, constants, coefficients, definitions, newBoundary);
  }
}
