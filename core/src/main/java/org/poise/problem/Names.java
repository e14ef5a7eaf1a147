package org.poise.problem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.poise.formula.Function;
import org.poise.formula.Operator;

/** Rules for names, and which names of formulas are taken. */
public final class Names {
  private static final Pattern IN_FORMULAS = Pattern.compile("[\\p{L}][\\p{L}\\p{N}]*");
  private static final Pattern CONSTANT = Pattern.compile("[\\p{L}][\\p{L}\\p{N}_]*");
  private static final Pattern LABEL = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
  private static final Set<String> RESERVED = reserved();

  private final Map<String, String> taken = new LinkedHashMap<>();

  Names() {}

  private static Set<String> reserved() {
    Set<String> names = new TreeSet<>(List.of("pi", "d", "jump", "normal"));
    Arrays.stream(Function.values()).map(Function::label).forEach(names::add);
    Arrays.stream(Operator.values())
        .map(Operator::label)
        .filter(label -> Character.isLetter(label.charAt(0)))
        .forEach(names::add);
    return names;
  }

  /** Takes a name of a coordinate, field, transform or output. */
  void take(String name, String what, List<String> path) {
    take(name, what, path, IN_FORMULAS, "a letter, then letters and digits");
  }

  /** Takes a name of a parameter. */
  void takeConstant(String name, List<String> path) {
    take(name, "parameter", path, CONSTANT, "a letter, then letters, digits and underscores");
  }

  private void take(String name, String what, List<String> path, Pattern pattern, String rule) {
    if (!pattern.matcher(name).matches() || name.length() > 64) {
      throw new ProblemException(
          path, "'" + name + "' cannot name a " + what + "; use " + rule + ", at most 64");
    }
    if (RESERVED.contains(name)) {
      throw new ProblemException(
          path,
          "'"
              + name
              + "' has a meaning of its own in formulas; give the "
              + what
              + " another name");
    }
    String before = taken.putIfAbsent(name, what);
    if (before != null) {
      throw new ProblemException(
          path,
          "'" + name + "' already names a " + before + "; give the " + what + " another name");
    }
  }

  /** Checks a name that formulas do not use: of a point set, an equation, a group, a network. */
  public static void label(String name, String what, List<String> path) {
    if (!LABEL.matcher(name).matches()) {
      throw new ProblemException(
          path,
          "'"
              + name
              + "' cannot name a "
              + what
              + "; use a letter, then letters, digits, - and _, at most 64");
    }
  }
}
