package org.poise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir private Path directory;

  private History read(String text) throws IOException {
    return History.read(Files.writeString(directory.resolve("metrics.csv"), text));
  }

  @Test
  void columnsAreReadByTheirNames() throws IOException {
    History history = read("step,loss,error\n0,4.5,\n10,2.25,0.5\n20,1.125,0.25\n");
    assertThat(history.column("step")).containsExactly(0, 10, 20);
    assertThat(history.column("error")).containsExactly(Double.NaN, 0.5, 0.25);
    assertThat(history.last("loss")).isEqualTo(1.125);
    assertThatThrownBy(() -> history.last("norm"))
        .hasMessageContaining("no column is called 'norm'");
  }

  @Test
  void aLineThatIsNotCompleteIsLeftOut() throws IOException {
    assertThat(read("step,loss\n0,4\n10,2\n20,").last("loss")).isEqualTo(2);
    History empty = new History(List.of("step", "loss"), List.of());
    assertThatThrownBy(() -> empty.last("loss")).hasMessage("there is no row to take 'loss' from");
  }
}
