package org.poise.experiment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.poise.formula.ParseException;

/** Values of a problem file by type. */
final class Values {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,9})?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.?(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

  private Values() {}

  static Node.Scalar scalar(Node node, List<String> path, String expected) {
    if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
      return scalar;
    }
    throw node.place().error(path, "expected " + expected + ", not " + node.what());
  }

  static String text(Node node, List<String> path) {
    return scalar(node, path, "a text").text();
  }

  /** A number, or a formula of numbers and parameters. */
  static double number(Node node, List<String> path, Constants constants) {
    Node.Scalar scalar = scalar(node, path, "a number");
    String text = scalar.text().strip();
    if (NOT_FINITE.matcher(text).matches()) {
      throw node.place().error(path, "expected a finite number, not '" + text + "'");
    }
    if (NUMBER.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      if (Double.isInfinite(value)) {
        throw node.place().error(path, "'" + text + "' is beyond the range of a double");
      }
      return value;
    }
    try {
      return constants.value(scalar.text());
    } catch (ParseException e) {
      throw scalar
          .at(e.offset())
          .error(path, "expected a number or a formula of numbers: " + e.problem());
    }
  }

  /** A whole number in the range of an int; 1e4 is one too. */
  static int count(Node node, List<String> path) {
    String text = scalar(node, path, "a whole number").text().strip();
    if (NUMBER.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
        return (int) value;
      }
    }
    throw node.place()
        .error(
            path,
            "expected a whole number of at most " + Integer.MAX_VALUE + ", not " + node.what());
  }

  static long seed(Node node, List<String> path) {
    String text = scalar(node, path, "a whole number").text().strip();
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw node.place().error(path, "expected a whole number of 64 bits, not " + node.what());
    }
  }

  static boolean flag(Node node, List<String> path) {
    return switch (scalar(node, path, "true or false").text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw node.place().error(path, "expected true or false, not " + node.what());
    };
  }

  /** The items of a list; a value alone is a list of one. */
  static List<Node> items(Node node) {
    return node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
  }

  static List<String> texts(Node node, List<String> path) {
    List<String> texts = new ArrayList<>();
    items(node).forEach(item -> texts.add(text(item, path)));
    return texts;
  }

  static List<Integer> counts(Node node, List<String> path) {
    List<Integer> counts = new ArrayList<>();
    items(node).forEach(item -> counts.add(count(item, path)));
    return counts;
  }

  /** Two numbers in a list. */
  static double[] pair(Node node, List<String> path, Constants constants, String meaning) {
    if (!(node instanceof Node.Sequence(Place _, List<Node> items)) || items.size() != 2) {
      throw node.place().error(path, "expected two numbers, " + meaning);
    }
    return new double[] {
      number(items.get(0), path, constants), number(items.get(1), path, constants)
    };
  }
}
