package org.poise.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Writes maps, lists, strings, numbers and booleans as YAML: two levels in blocks, what lies below
 * in braces. Values are quoted where YAML could read them as anything else.
 */
final class YamlText {
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "~");

  private YamlText() {}

  static String of(Map<String, ?> root) {
    StringBuilder out = new StringBuilder();
    root.forEach((key, value) -> {
      boolean block =
          value instanceof Map<?, ?> map
              && map.values().stream().anyMatch(v -> v instanceof Map || v instanceof String);
      out.append(key).append(':');
      if (block) {
        ((Map<?, ?>) value)
            .forEach((k, v) -> out.append("\n  ").append(k).append(": ").append(flow(v)));
      } else if (value instanceof List<?> list && list.stream().anyMatch(v -> v instanceof Map)) {
        list.forEach(item -> out.append("\n  - ").append(flow(item)));
      } else {
        out.append(' ').append(flow(value));
      }
      out.append('\n');
    });
    return out.toString();
  }

  /** One line. */
  static String flow(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        StringJoiner joiner = new StringJoiner(", ", "{", "}");
        map.forEach((k, v) -> joiner.add(k + ": " + flow(v)));
        yield joiner.toString();
      }
      case List<?> list -> {
        StringJoiner joiner = new StringJoiner(", ", "[", "]");
        list.forEach(item -> joiner.add(flow(item)));
        yield joiner.toString();
      }
      case String text -> text(text);
      case Double number -> number(number);
      default -> value.toString();
    };
  }

  /** The shortest form that reads back to the same bits, without a fraction where it is whole. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7 && !isNegativeZero(value)
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }

  private static String text(String text) {
    boolean plain =
        text.matches("[\\p{L}(][\\p{L}\\p{N} _^*/+().-]*")
            && !text.endsWith(" ")
            && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    if (plain) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
