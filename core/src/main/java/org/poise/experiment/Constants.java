package org.poise.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.formula.ParseException;
import org.poise.problem.Numbers;
import org.poise.problem.Problem;
import org.poise.problem.TrainableCoefficient;

/**
 * The parameters of a problem, as far as they are read: what the numbers after them may be made of,
 * and the names of those that are trained, which numbers may not use.
 */
final class Constants {
  private final Map<String, Double> values = new LinkedHashMap<>();
  private final List<String> trainable = new ArrayList<>();

  /** The parameters of a problem. */
  static Constants of(Problem problem) {
    Constants constants = new Constants();
    constants.values.putAll(problem.constants());
    problem.coefficients().stream()
        .map(TrainableCoefficient::name)
        .forEach(constants::addTrainable);
    return constants;
  }

  void add(String name, double value) {
    values.put(name, value);
  }

  void addTrainable(String name) {
    trainable.add(name);
  }

  /**
   * The value of a formula of numbers and constants.
   *
   * @throws ParseException if the text is no such formula or its value is not finite
   */
  double value(String formula) {
    return Numbers.value(formula, values, trainable);
  }
}
