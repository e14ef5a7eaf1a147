package org.poise.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.poise.optimizer.Adam;
import org.poise.optimizer.Decay;
import org.poise.optimizer.GradientDescent;
import org.poise.optimizer.Lbfgs;
import org.poise.optimizer.Optimizer;
import org.poise.optimizer.QuasiNewton;
import org.poise.problem.Equation;
import org.poise.problem.Formula;
import org.poise.problem.InterfaceTerms;
import org.poise.problem.Interval;
import org.poise.problem.PointSet;
import org.poise.problem.Problem;
import org.poise.problem.Sampler;
import org.poise.problem.TrainableCoefficient;

/**
 * Writes an experiment as YAML. The tree is made of maps, lists, strings, numbers and booleans; see
 * {@link YamlText}.
 */
final class ProblemWriter {
  private final Experiment experiment;
  private final Problem problem;

  ProblemWriter(Experiment experiment) {
    this.experiment = experiment;
    this.problem = experiment.problem();
  }

  String write(String reference) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("title", problem.title());
    if (problem.cite() != null) {
      root.put("cite", problem.cite());
    }
    root.put("domain", domain());
    if (problem.subdomains().areMany()) {
      root.put("subdomains", subdomains());
      root.put("interface", interfaces(problem.subdomains().interfaces()));
    }
    putUnlessEmpty(root, "parameters", parameters());
    putUnlessEmpty(root, "transforms", formulas(problem.transforms()));
    putUnlessEmpty(root, "outputs", formulas(problem.outputs()));
    Map<String, Object> points = new LinkedHashMap<>();
    Map<String, Object> equations = new LinkedHashMap<>();
    for (PointSet set : problem.pointSets()) {
      if (!(set.kind() instanceof PointSet.Interface)) {
        points.put(set.name(), pointSet(set));
      }
    }
    for (Equation equation : problem.equations()) {
      if (points.containsKey(equation.on())) {
        equations.put(equation.name(), equation(equation));
      }
    }
    root.put("points", points);
    root.put("equations", equations);
    putUnlessEmpty(root, "exact", formulas(problem.exact()));
    if (problem.reference() != null) {
      root.put("reference", Map.of("file", reference));
    }
    Map<String, Object> networks = new LinkedHashMap<>();
    experiment
        .networks()
        .forEach(n -> networks.put(n.name(), NetworkWriter.write(n, problem.domain())));
    root.put("networks", networks);
    root.put(
        "sampling",
        map(
            "sampler", experiment.sampling().sampler().label(),
            "resample", experiment.sampling().resample()));
    root.put("weights", WeightsWriter.write(experiment.weights()));
    List<Map<String, Object>> optimizers =
        experiment.optimizers().stream().map(ProblemWriter::optimizer).toList();
    root.put("optimizer", optimizers.size() == 1 ? optimizers.getFirst() : optimizers);
    Stop stop = experiment.stop();
    root.put(
        "stop",
        map("target", stop.target(), "patience", stop.patience(), "minutes", stop.minutes()));
    CheckpointPolicy checkpoint = experiment.checkpoint();
    root.put("checkpoint", map("every", checkpoint.every(), "keep", checkpoint.keep()));
    ValidationPolicy validation = experiment.validation();
    Map<String, Object> measured = map("every", validation.every());
    putUnlessEmpty(measured, "grid", validation.grid());
    measured.put("heldOut", validation.heldOut());
    root.put("validation", measured);
    NtkReportPolicy ntkReport = experiment.ntkReport();
    if (ntkReport != null) {
      root.put("ntkReport", map("every", ntkReport.every(), "points", ntkReport.points()));
    }
    root.put("seed", experiment.seed());
    return YamlText.of(root);
  }

  /** A map of keys and values in turn. */
  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  static void putUnlessEmpty(Map<String, Object> map, String key, Object value) {
    boolean empty =
        value instanceof Map<?, ?> m ? m.isEmpty() : value instanceof List<?> l && l.isEmpty();
    if (!empty) {
      map.put(key, value);
    }
  }

  private Map<String, Object> domain() {
    Map<String, Object> domain = new LinkedHashMap<>();
    for (int i = 0; i < problem.domain().dimension(); i++) {
      Interval interval = problem.domain().interval(i);
      domain.put(
          problem.domain().coordinates().get(i), List.of(interval.lower(), interval.upper()));
    }
    return domain;
  }

  private Map<String, Object> subdomains() {
    Map<String, Object> cuts = new LinkedHashMap<>();
    for (int i = 0; i < problem.domain().dimension(); i++) {
      List<Double> at = problem.subdomains().cuts().get(i);
      putUnlessEmpty(cuts, problem.domain().coordinates().get(i), at);
    }
    return cuts;
  }

  private static Map<String, Object> interfaces(InterfaceTerms terms) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (terms.count() != null) {
      map.put("count", terms.count());
    }
    if (terms.sampler() != null) {
      map.put("sampler", terms.sampler().label());
    }
    map.put("continuity", new LinkedHashMap<>(terms.continuity()));
    if (terms.group() != null) {
      map.put("group", terms.group());
    }
    return map;
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>(problem.constants());
    for (TrainableCoefficient c : problem.coefficients()) {
      Map<String, Object> trainable = map("trainable", c.initial());
      if (Double.isFinite(c.min())) {
        trainable.put("min", c.min());
      }
      if (Double.isFinite(c.max())) {
        trainable.put("max", c.max());
      }
      parameters.put(c.name(), trainable);
    }
    return parameters;
  }

  private static Map<String, Object> formulas(Map<String, Formula> formulas) {
    Map<String, Object> texts = new LinkedHashMap<>();
    formulas.forEach((name, formula) -> texts.put(name, formula.text()));
    return texts;
  }

  private Map<String, Object> pointSet(PointSet set) {
    List<String> coordinates = problem.domain().coordinates();
    Map<String, Object> map = new LinkedHashMap<>();
    switch (set.kind()) {
      case PointSet.Interior _ -> {}
      case PointSet.Face face -> {
        Map<String, Object> at = new LinkedHashMap<>();
        face.fixed().forEach((index, value) -> at.put(coordinates.get(index), value));
        map.put("at", at);
      }
      case PointSet.Periodic(int coordinate) -> map.put("periodic", coordinates.get(coordinate));
      case PointSet.Interface _ -> throw new AssertionError("interfaces follow from subdomains");
    }
    map.put("count", set.count());
    Sampler sampler = set.sampler();
    if (sampler != null) {
      map.put("sampler", sampler.label());
    }
    return map;
  }

  private static Map<String, Object> equation(Equation equation) {
    Map<String, Object> map = map("on", equation.on(), "residual", equation.text());
    if (!equation.group().equals(equation.name())) {
      map.put("group", equation.group());
    }
    return map;
  }

  private static Map<String, Object> optimizer(Optimizer optimizer) {
    Map<String, Object> options =
        switch (optimizer) {
          case Adam a -> {
            Map<String, Object> map = descent(a.rate(), a.decay(), a.warmup(), a.clip());
            map.put("beta1", a.beta1());
            map.put("beta2", a.beta2());
            map.put("epsilon", a.epsilon());
            yield map;
          }
          case GradientDescent g ->
              descent(g.rate() == null ? "auto" : g.rate(), g.decay(), g.warmup(), g.clip());
          case QuasiNewton q -> quasiNewton(q);
          case Optimizer.Custom custom -> throw noForm("optimizer", custom.label());
        };
    options.put("steps", optimizer.steps());
    return map(optimizer.label(), options);
  }

  private static Map<String, Object> quasiNewton(QuasiNewton q) {
    Map<String, Object> map = q instanceof Lbfgs l ? map("memory", l.memory()) : map();
    map.put("tolerance", q.tolerance());
    map.put("searches", q.searches());
    map.put("c1", q.c1());
    map.put("c2", q.c2());
    map.put("resample", q.resample());
    return map;
  }

  private static Map<String, Object> descent(
      Object rate, @Nullable Decay decay, int warmup, double clip) {
    Map<String, Object> map = map("rate", rate);
    if (decay != null) {
      map.put(
          "decay",
          map("factor", decay.factor(), "every", decay.every(), "staircase", decay.staircase()));
    }
    map.put("warmup", warmup);
    map.put("clip", clip);
    return map;
  }

  static IllegalArgumentException noForm(String key, String label) {
    return new IllegalArgumentException(
        key + " '" + label + "' is a user's own and has no form in a problem file");
  }
}
