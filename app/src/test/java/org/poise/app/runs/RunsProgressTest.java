package org.poise.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poise.app.Cli;
import org.poise.app.console.PlainLine;
import org.poise.app.console.ProgressLine;
import org.poise.experiment.Experiment;
import org.poise.experiment.ProblemFile;
import org.poise.training.Outcome;
import org.poise.training.Trainer;
import org.poise.training.TrainingListener;

class RunsProgressTest {
  @TempDir private Path directory;
  private long now;

  @Test
  void countsStepsOfAllRunsAndThoseThatNeedNotBeTaken() throws IOException {
    Experiment heat = ProblemFile.read(Cli.heat(directory), List.of("stop.target=10"));
    Outcome reached;
    Outcome interrupted;
    try (Trainer trainer = Trainer.of(heat, 1)) {
      reached = trainer.run(trainer.initial(), TrainingListener.none(), () -> false);
      interrupted = trainer.run(trainer.initial(), TrainingListener.none(), () -> true);
    }
    assertThat(reached).isInstanceOf(Outcome.TargetReached.class);
    RunPlan.Run fresh = new RunPlan.Run(directory, heat, 0);
    RunPlan.Run begun = new RunPlan.Run(directory, heat, 20);
    StringWriter text = new StringWriter();
    ProgressLine line = new PlainLine(new PrintWriter(text, true), () -> now);
    RunsProgress progress = new RunsProgress(new RunPlan(List.of(fresh, begun), 3), line);
    RunsProgress.Part first = progress.new Part(fresh);
    RunsProgress.Part second = progress.new Part(begun);
    now += 5_000_000_000L;
    first.stepped(5, 1);
    second.ended(interrupted);
    now += 5_000_000_000L;
    second.stepped(25, 1);
    first.ended(reached);
    now += 5_000_000_000L;
    second.stepped(26, 1);
    assertThat(text.toString().lines())
        .containsExactly(
            "step 25/60  3 of 5 runs done  1.00 steps/s  35 s left",
            "step 30/60  3 of 5 runs done  1.00 steps/s  30 s left",
            "step 56/60  4 of 5 runs done  2.40 steps/s  1.7 s left");
  }
}
