package org.poise.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The checkpoints of a run, {@code checkpoints/step-000000001000.safetensors} and so on. */
final class CheckpointFiles {
  private static final String PREFIX = "step-";
  private static final String SUFFIX = ".safetensors";

  private final Path directory;
  private final int keep;

  CheckpointFiles(Path runDirectory, int keep) {
    directory = runDirectory.resolve("checkpoints");
    this.keep = keep;
  }

  /** Writes one, and deletes those that are not among the newest to be kept. */
  void write(TrainingState state) throws IOException {
    Files.createDirectories(directory);
    String name = String.format(Locale.ROOT, "%s%012d%s", PREFIX, state.step(), SUFFIX);
    Checkpoint.write(directory.resolve(name), state);
    List<Path> files = files();
    for (Path old : files.subList(0, Math.max(0, files.size() - keep))) {
      Files.delete(old);
    }
  }

  /** The newest state that can be read; files that cannot are deleted. */
  TrainingState newest() throws IOException {
    List<Path> files = files().reversed();
    IOException first = null;
    for (Path file : files) {
      try {
        return Checkpoint.read(file);
      } catch (IOException e) {
        first = first == null ? e : first;
        Files.delete(file);
      }
    }
    throw new RunDirectoryException(
        "the run cannot go on, since "
            + directory
            + (first == null
                ? " holds no checkpoint"
                : " holds no checkpoint that can be read: " + first.getMessage())
            + "; start a new run in another directory");
  }

  /** Deletes what a run left that did not get as far as its first checkpoint. */
  void clear() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
  }

  /** From the oldest to the newest. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> name(file).startsWith(PREFIX) && name(file).endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
