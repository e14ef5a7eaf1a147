package org.poise.bench.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the table takes from a run's {@code summary.json}.
 *
 * @param outcome how the run ended
 * @param steps steps taken
 * @param seconds wall time of the training
 * @param parameters size of θ
 * @param version Poise's version
 * @param errors relative L2 error of each quantity at the end
 */
record Summary(
    String outcome,
    long steps,
    double seconds,
    long parameters,
    String version,
    Map<String, Double> errors) {

  static Summary read(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    Map<String, Double> errors = new LinkedHashMap<>();
    json.path("errors")
        .properties()
        .forEach(entry ->
            errors.put(entry.getKey(), entry.getValue().path("relL2").asDouble(Double.NaN)));
    return new Summary(
        json.path("outcome").asText(),
        json.path("steps").asLong(),
        json.path("seconds").asDouble(),
        json.path("parameters").asLong(),
        json.path("version").asText(),
        errors);
  }
}
