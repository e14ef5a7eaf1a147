package org.poise.bench.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs behind the table: one directory for each problem and seed. A run that has left its
 * {@code summary.json} is not done again, one that was cut off is started afresh, so the whole can
 * be interrupted and called again.
 *
 * @param root the project's directory
 * @param results where the runs' directories are
 * @param minutes limit of wall time of one run
 * @param threads threads of one run
 * @param seeds seeds of the runs of each problem
 */
record LibraryRuns(Path root, Path results, double minutes, int threads, List<Integer> seeds) {

  /** The files of the library, by name. */
  List<Path> problems() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("problems"))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** The name of a problem, that of its file. */
  static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  /** The summary that the run of a problem and seed leaves. */
  Path summary(Path file, int seed) {
    return directory(file, seed).resolve("summary.json");
  }

  private Path directory(Path file, int seed) {
    return results.resolve(name(file)).resolve("seed-" + seed);
  }

  /** The command of one run, without the directory that it writes. */
  List<String> command(String file, String seed) {
    return List.of(
        "./poise",
        "train",
        file,
        "--set",
        "stop.minutes=" + limit(),
        "--seed",
        seed,
        "--threads",
        Integer.toString(threads));
  }

  private String limit() {
    return minutes == Math.rint(minutes) ? Long.toString((long) minutes) : Double.toString(minutes);
  }

  /** Does the runs of one seed that are missing, and says what it does. */
  void complete(int seed) throws IOException, InterruptedException {
    for (Path file : problems()) {
      if (!Files.exists(summary(file, seed))) {
        run(file, seed);
      }
    }
  }

  private void run(Path file, int seed) throws IOException, InterruptedException {
    Path directory = directory(file, seed);
    delete(directory);
    Files.createDirectories(directory.getParent());
    Stream<String> command =
        Stream.concat(
            command("problems/" + file.getFileName(), Integer.toString(seed)).stream(),
            Stream.of("--out", directory.toString(), "--quiet"));
    System.out.printf("%s, seed %d … ", name(file), seed);
    System.out.flush();
    int status =
        new ProcessBuilder(command.toList()).directory(root.toFile()).inheritIO().start().waitFor();
    if (!Files.exists(summary(file, seed))) {
      throw new IOException(
          "the run of %s with seed %d ended with status %d and left no summary.json"
              .formatted(name(file), seed, status));
    }
    System.out.println(Summary.read(summary(file, seed)).errors());
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> tree = Files.walk(directory)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
