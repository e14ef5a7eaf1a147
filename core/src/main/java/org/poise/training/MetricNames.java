package org.poise.training;

import java.util.ArrayList;
import java.util.List;

/**
 * What the arrays of {@link Metrics} belong to.
 *
 * @param blocks names of the loss terms
 * @param groups names of the groups that share a weight
 * @param errors names of the quantities with a reference
 * @param coefficients names of the trainable coefficients
 */
public record MetricNames(
    List<String> blocks, List<String> groups, List<String> errors, List<String> coefficients) {

  /** Takes copies. */
  public MetricNames {
    blocks = List.copyOf(blocks);
    groups = List.copyOf(groups);
    errors = List.copyOf(errors);
    coefficients = List.copyOf(coefficients);
  }

  /** The columns of metrics.csv. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("step", "seconds", "loss"));
    blocks.forEach(b -> columns.add("loss." + b));
    groups.forEach(g -> columns.add("weight." + g));
    blocks.forEach(b -> columns.add("trace." + b));
    blocks.forEach(b -> columns.add("heldout." + b));
    for (String error : errors) {
      columns.add("error." + error + ".relL2");
      columns.add("error." + error + ".max");
    }
    coefficients.forEach(c -> columns.add("coefficient." + c));
    return columns;
  }
}
