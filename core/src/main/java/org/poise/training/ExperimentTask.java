package org.poise.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Experiment;
import org.poise.experiment.NtkReportPolicy;
import org.poise.formula.Expr;
import org.poise.linalg.Team;
import org.poise.network.Drops;
import org.poise.network.ParameterLayout;
import org.poise.optimizer.Bounds;
import org.poise.problem.Equation;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.Sampling;
import org.poise.problem.TrainableCoefficient;
import org.poise.problem.Validation;
import org.poise.residual.CompiledProblem;
import org.poise.residual.FieldEvaluator;
import org.poise.residual.ResidualMap;
import org.poise.weighting.Groups;
import org.poise.weighting.WeighingStart;

/** The task of an experiment: its compiled problem, on points drawn as the experiment says. */
final class ExperimentTask implements TrainingTask {
  private final Experiment experiment;
  private final CompiledProblem compiled;
  private final Validation validation;
  private final FieldEvaluator evaluator;
  private final double[] fields;
  private final MetricNames names;
  private final int[] coefficients;

  ExperimentTask(Experiment experiment, CompiledProblem compiled) {
    this.experiment = experiment;
    this.compiled = compiled;
    Problem problem = experiment.problem();
    validation = Validation.of(problem, experiment.validation().grid());
    List<Expr> quantities =
        validation.names().stream().map(name -> quantity(problem, name)).toList();
    evaluator = compiled.evaluator(quantities);
    fields = new double[validation.values().length];
    List<String> coefficientNames =
        problem.coefficients().stream().map(TrainableCoefficient::name).toList();
    names =
        new MetricNames(
            problem.equations().stream().map(Equation::name).toList(),
            problem.groups(),
            validation.names(),
            coefficientNames);
    ParameterLayout layout = compiled.layout();
    coefficients =
        coefficientNames.stream()
            .mapToInt(name -> layout.tensor("coefficient." + name).offset())
            .toArray();
  }

  private static Expr quantity(Problem problem, String name) {
    Expr expression = problem.quantities().get(name);
    if (expression == null) {
      throw new IllegalArgumentException(
          "the reference gives '"
              + name
              + "', but the problem's quantities are "
              + problem.quantities().keySet());
    }
    return expression;
  }

  @Override
  public MetricNames names() {
    return names;
  }

  @Override
  public TrainingPoints training(long round) {
    Points points = experiment.sampling().draw(experiment.problem(), experiment.seed(), round);
    Drops drops = compiled.droppable().drawn(experiment.seed(), round);
    return new TrainingPoints(round, compiled.bind(points, drops), points);
  }

  @Override
  public ResidualMap first(NtkReportPolicy taken) {
    Problem problem = experiment.problem();
    Points points = experiment.sampling().draw(problem, experiment.seed(), 0);
    int dimension = problem.domain().dimension();
    return compiled.bind(
        taken.points() == 0 ? points : points.atMost(taken.points(), dimension, experiment.seed()));
  }

  @Override
  public WeighingStart weighing(Groups groups) {
    return WeighingStart.of(experiment.problem(), groups, experiment.seed());
  }

  @Override
  public @Nullable ResidualMap heldOut() {
    int count = experiment.validation().heldOut();
    return count == 0
        ? null
        : compiled.bind(Sampling.heldOut(experiment.problem(), experiment.seed(), count));
  }

  @Override
  public Errors errors(double[] theta) {
    int m = names.errors().size();
    double[] relL2 = new double[m];
    double[] max = new double[m];
    if (m == 0) {
      return new Errors(relL2, max);
    }
    int n = validation.values().length / m;
    evaluator.evaluate(theta, n, validation.points(), fields);
    for (int k = 0; k < m; k++) {
      double difference = 0;
      double size = 0;
      for (int i = k; i < fields.length; i += m) {
        double known = validation.values()[i];
        double error = fields[i] - known;
        difference += error * error;
        size += known * known;
        max[k] = Math.max(max[k], Math.abs(error));
      }
      relL2[k] = Math.sqrt(difference / (size > 0 ? size : n));
    }
    return new Errors(relL2, max);
  }

  @Override
  public int[] coefficients() {
    return coefficients;
  }

  @Override
  public Team team() {
    return compiled.team();
  }

  @Override
  public Bounds bounds() {
    List<TrainableCoefficient> list = experiment.problem().coefficients();
    return new Bounds(
        coefficients,
        list.stream().mapToDouble(TrainableCoefficient::min).toArray(),
        list.stream().mapToDouble(TrainableCoefficient::max).toArray());
  }
}
