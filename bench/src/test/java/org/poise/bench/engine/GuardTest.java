package org.poise.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardTest {
  private final ObjectNode recorded = new ObjectMapper().createObjectNode().put("a", 0.8);

  @Test
  void aRatioMayFallByFifteenPerCent() {
    assertThat(Guard.compare(recorded, Map.of("a", 0.6801)).getFirst().fell()).isFalse();
    assertThat(Guard.compare(recorded, Map.of("a", 0.6799)).getFirst().fell()).isTrue();
    assertThat(Guard.compare(recorded, Map.of("a", 5.0)).getFirst().fell()).isFalse();
  }

  @Test
  void aRatioThatIsNotMeasuredAnyMoreIsNamed() {
    assertThatThrownBy(() -> Guard.compare(recorded, Map.of("b", 1.0)))
        .hasMessageContaining("'a' is recorded but not measured");
  }
}
