package org.poise.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.poise.bench.Machine;

/**
 * Where the time of a step with the exact diagonal goes, on one thread, by the flight recorder's
 * samples: {@code bench/run org.poise.bench.engine.Profile}.
 */
public final class Profile {
  private static final int[] WIDTHS = {32, 64, 128, 256};
  private static final long WARM_UP_NANOS = 10_000_000_000L;
  private static final long NANOS = 20_000_000_000L;
  private static final String SAMPLE = "jdk.ExecutionSample";

  /** What a step consists of, and the classes that do it. */
  private enum Part {
    PRODUCTS("VectorProducts", "VectorWeightGradient", "ScalarProducts", "VectorReductions"),
    ELEMENTWISE("FaaDiBruno", "ElementwiseStage"),
    ROW_NORMS("VectorRowNorms", "ScalarRowNorms"),
    FORMULA("PlaneOps", "ResidualProgram"),
    PACKING("Panels"),
    REDUCTION("Engine"),
    REST();

    private final List<String> classes;

    Part(String... classes) {
      this.classes = List.of(classes);
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The part whose class is nearest to the top of the stack. */
    static Part of(RecordedEvent sample) {
      for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
        String type = frame.getMethod().getType().getName();
        String name = type.substring(type.lastIndexOf('.') + 1);
        for (Part part : values()) {
          if (part.classes.contains(name)) {
            return part;
          }
        }
      }
      return REST;
    }
  }

  private Profile() {}

  /** Measures all widths. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(Machine.describe() + ". Share of the samples of one thread, per cent.");
    System.out.print("| width |");
    for (Part part : Part.values()) {
      System.out.print(" " + part.label() + " |");
    }
    System.out.println("\n|---|" + "---|".repeat(Part.values().length));
    for (int width : WIDTHS) {
      Map<Part, Integer> counts = sample(width);
      int all = counts.values().stream().mapToInt(Integer::intValue).sum();
      System.out.print("| " + width + " |");
      for (Part part : Part.values()) {
        double share = 100.0 * counts.getOrDefault(part, 0) / all;
        System.out.printf(Locale.ROOT, " %.1f |", share);
      }
      System.out.println();
    }
  }

  private static Map<Part, Integer> sample(int width) throws IOException {
    Path file = Files.createTempFile("poise-profile", ".jfr");
    try (Step step = Step.of(Step.Shape.of(width), 1);
        Recording recording = new Recording()) {
      repeat(step, WARM_UP_NANOS);
      recording.enable(SAMPLE).withPeriod(Duration.ofMillis(10));
      recording.start();
      repeat(step, NANOS);
      recording.stop();
      recording.dump(file);
      Map<Part, Integer> counts = new EnumMap<>(Part.class);
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
          counts.merge(Part.of(event), 1, Integer::sum);
        }
      }
      return counts;
    } finally {
      Files.delete(file);
    }
  }

  private static void repeat(Step step, long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      step.withExactTraces();
    }
  }
}
