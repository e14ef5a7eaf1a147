package org.poise.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.poise.optimizer.OptimizerState;

/**
 * A training state as a file: its arrays as safetensors, its numbers as JSON in the metadata under
 * {@code state}. A file is written in one piece and renamed into place.
 */
final class Checkpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "state";
  private static final String THETA = "theta";
  private static final String WEIGHTS = "weights";
  private static final String TRACES = "traces";
  private static final String TRACE_ERRORS = "traces.errors";
  private static final String BEST = "best.theta";
  private static final String OPTIMIZER = "optimizer.";
  private static final String WEIGHTING = "weighting.";
  private static final String NTK_THETA = "ntk.theta";
  private static final String NTK_WEIGHTS = "ntk.weights";
  private static final String NTK_DESCENT = "ntk.descent.";

  private Checkpoint() {}

  static void write(Path file, TrainingState state) throws IOException {
    Map<String, Safetensors.Array> tensors = new LinkedHashMap<>();
    tensors.put(THETA, Safetensors.Array.vector(state.theta()));
    tensors.put(WEIGHTS, Safetensors.Array.vector(state.weights().weights()));
    put(tensors, TRACES, state.weights().traces());
    put(tensors, TRACE_ERRORS, state.weights().standardErrors());
    state.optimizer().arrays().forEach((name, array) -> put(tensors, OPTIMIZER + name, array));
    state.weights().scheme().forEach((name, array) -> put(tensors, WEIGHTING + name, array));
    ObjectNode node = JSON.createObjectNode();
    node.put("step", state.step());
    node.put("phase", state.phase());
    node.put("phaseStep", state.phaseStep());
    node.put("round", state.round());
    node.put("drawnAt", state.drawnAt());
    node.put("measuredAt", state.measuredAt());
    node.put("weightsUpdatedAt", state.weights().updatedAt());
    node.put("seconds", state.seconds());
    node.put("weightSeconds", state.weightSeconds());
    Best best = state.best();
    if (best != null) {
      tensors.put(BEST, Safetensors.Array.vector(best.theta()));
      node.put("bestStep", best.step());
      node.put("bestValue", best.value());
    }
    NtkState ntk = state.ntk();
    if (ntk != null) {
      tensors.put(NTK_THETA, Safetensors.Array.vector(ntk.theta()));
      tensors.put(NTK_WEIGHTS, Safetensors.Array.vector(ntk.weights()));
      ntk.descent().forEach((name, array) -> put(tensors, NTK_DESCENT + name, array));
      node.put("ntkReportedAt", ntk.reportedAt());
      node.put("ntkSeconds", ntk.seconds());
    }
    new Safetensors(tensors, Map.of(STATE, node.toString())).write(file);
  }

  private static void put(
      Map<String, Safetensors.Array> tensors, String name, double @Nullable [] array) {
    if (array != null) {
      tensors.put(name, Safetensors.Array.vector(array));
    }
  }

  private static Map<String, double[]> withPrefix(Safetensors content, String prefix) {
    Map<String, double[]> arrays = new TreeMap<>();
    content
        .tensors()
        .forEach((name, array) -> {
          if (name.startsWith(prefix)) {
            arrays.put(name.substring(prefix.length()), array.values());
          }
        });
    return arrays;
  }

  private static double @Nullable [] optional(Safetensors content, String name) {
    Safetensors.Array array = content.tensors().get(name);
    return array == null ? null : array.values();
  }

  /** Whether a file's content is a checkpoint, as far as its metadata tell. */
  static boolean is(Safetensors content) {
    return content.metadata().containsKey(STATE);
  }

  static TrainingState read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    JsonNode node = state(file, content);
    double[] best = optional(content, BEST);
    return new TrainingState(
        number(file, node, "step").asLong(),
        number(file, node, "phase").asInt(),
        number(file, node, "phaseStep").asInt(),
        number(file, node, "round").asLong(),
        number(file, node, "drawnAt").asLong(),
        number(file, node, "measuredAt").asLong(),
        array(file, content, THETA),
        new OptimizerState(withPrefix(content, OPTIMIZER)),
        new WeightState(
            number(file, node, "weightsUpdatedAt").asLong(),
            array(file, content, WEIGHTS),
            optional(content, TRACES),
            optional(content, TRACE_ERRORS),
            withPrefix(content, WEIGHTING)),
        best == null
            ? null
            : new Best(
                number(file, node, "bestStep").asLong(),
                number(file, node, "bestValue").asDouble(),
                best),
        number(file, node, "seconds").asDouble(),
        number(file, node, "weightSeconds").asDouble(),
        ntk(file, content, node));
  }

  private static @Nullable NtkState ntk(Path file, Safetensors content, JsonNode node)
      throws IOException {
    double[] theta = optional(content, NTK_THETA);
    return theta == null
        ? null
        : new NtkState(
            number(file, node, "ntkReportedAt").asLong(),
            theta,
            array(file, content, NTK_WEIGHTS),
            withPrefix(content, NTK_DESCENT),
            number(file, node, "ntkSeconds").asDouble());
  }

  private static JsonNode state(Path file, Safetensors content) throws IOException {
    try {
      return JSON.readTree(content.metadata().getOrDefault(STATE, ""));
    } catch (JsonProcessingException e) {
      throw broken(file, STATE);
    }
  }

  private static JsonNode number(Path file, JsonNode node, String name) throws IOException {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      throw broken(file, name);
    }
    return value;
  }

  private static double[] array(Path file, Safetensors content, String name) throws IOException {
    Safetensors.Array array = content.tensors().get(name);
    if (array == null) {
      throw broken(file, name);
    }
    return array.values();
  }

  private static IOException broken(Path file, String name) {
    return new IOException(file + " is not a checkpoint: it has no '" + name + "'");
  }
}
