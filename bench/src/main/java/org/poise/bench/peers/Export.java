package org.poise.bench.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.poise.linalg.Npy;
import org.poise.network.ParameterLayout;
import org.poise.problem.Points;
import org.poise.residual.Block;
import org.poise.residual.ResidualMap;

/**
 * Writes a workload for the peers: {@code workload.json}, parameters and points, and what Poise
 * computes from them as {@code expected-NAME.npy}.
 */
final class Export {
  /** Training steps after which θ is compared. */
  private static final int STEPS = 3;

  private final Path directory;
  private final Map<String, Object> description = new LinkedHashMap<>();

  Export(Path directory) {
    this.directory = directory;
  }

  void write(Workload workload, Work work) throws IOException {
    description.put("kind", workload.kind().label());
    description.put("equation", workload.equation().label());
    description.put("rate", Workload.RATE);
    layout(work.compiled().layout());
    array("theta", work.theta(), work.theta().length);
    points(work.points(), workload.equation().coordinates().size());
    switch (workload.kind()) {
      case STEP, NTK -> training(workload, work);
      case SKETCH -> {
        training(workload, work);
        sketch(work);
      }
      case KERNEL -> expected("kernel", work.kernel(), workload.points(), workload.points());
      case PREDICT -> expected("values", work.prediction(), workload.points());
    }
    finish("workload.json");
  }

  /** The shapes of the network's arrays, in the order in which θ holds them. */
  void layout(ParameterLayout layout) {
    description.put(
        "tensors",
        layout.tensors().stream()
            .map(t -> Map.of("name", t.name(), "rows", t.rows(), "columns", t.columns()))
            .toList());
  }

  void points(Points points, int dimension) throws IOException {
    for (Map.Entry<String, double[]> set : points.sets().entrySet()) {
      array("points-" + set.getKey(), set.getValue(), set.getValue().length / dimension, dimension);
    }
  }

  void put(String name, Object value) {
    description.put(name, value);
  }

  void array(String name, double[] values, long... shape) throws IOException {
    Npy.write(directory.resolve(name + ".npy"), values, shape);
  }

  void finish(String file) throws IOException {
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(directory.resolve(file).toFile(), description);
  }

  private void expected(String name, double[] values, long... shape) throws IOException {
    array("expected-" + name, values, shape);
  }

  /** Loss and gradient with all weights 1, the exact traces, and θ after a few steps. */
  private void training(Workload workload, Work work) throws IOException {
    ResidualMap map = work.map();
    List<Block> blocks = map.blocks().blocks();
    int rows = map.blocks().rows();
    double[] w = new double[rows];
    for (Block block : blocks) {
      Arrays.fill(w, block.start(), block.end(), 2.0 / block.count());
    }
    double[] gradient = new double[work.theta().length];
    double[] r = new double[rows];
    double[] norms = new double[rows];
    map.gradient(work.theta(), w, null, gradient, r, norms);
    double loss = 0;
    double[] traces = new double[blocks.size()];
    for (int i = 0; i < traces.length; i++) {
      Block block = blocks.get(i);
      for (int j = block.start(); j < block.end(); j++) {
        loss += r[j] * r[j] / block.count();
        traces[i] += norms[j];
      }
    }
    description.put("terms", new ArrayList<>(blocks.stream().map(Block::name).toList()));
    expected("loss", new double[] {loss}, 1);
    expected("gradient", gradient, gradient.length);
    if (workload.kind() == Workload.Kind.NTK) {
      expected("traces", traces, traces.length);
    }
    if (workload.kind() != Workload.Kind.SKETCH) {
      // A sketch's probes are the library's own, so its steps are too.
      description.put("steps", STEPS);
      expected("after", work.after(STEPS), gradient.length);
    }
  }

  /** A probe ω and ‖J_i ω‖² of every term. */
  private void sketch(Work work) throws IOException {
    ResidualMap map = work.map();
    double[] omega = new double[work.theta().length];
    RandomGenerator random = new SplittableRandom(1);
    Arrays.setAll(omega, i -> random.nextBoolean() ? 1 : -1);
    double[] y = new double[map.blocks().rows()];
    map.jvp(work.theta(), 1, omega, y);
    List<Block> blocks = map.blocks().blocks();
    double[] traces = new double[blocks.size()];
    for (int i = 0; i < traces.length; i++) {
      for (int j = blocks.get(i).start(); j < blocks.get(i).end(); j++) {
        traces[i] += y[j] * y[j];
      }
    }
    array("omega", omega, omega.length);
    expected("traces", traces, traces.length);
  }
}
