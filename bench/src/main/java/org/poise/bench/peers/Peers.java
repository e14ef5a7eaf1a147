package org.poise.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Poise's side of {@code bench/peers/run}, which calls it. */
public final class Peers {
  private static final String USAGE =
      """
      usage: Peers export THREADS DIRECTORY KIND EQUATION WIDTH POINTS
             Peers serve THREADS KIND EQUATION WIDTH POINTS
             Peers problem FILE SEED DIRECTORY\
      """;

  private Peers() {}

  /** Writes a workload or a problem for the peers, or does a workload on request. */
  public static void main(String[] arguments) throws IOException {
    List<String> words = Arrays.asList(arguments);
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case "export" -> {
        Workload workload = Workload.of(words.subList(3, words.size()));
        Path directory = Files.createDirectories(Path.of(words.get(2)));
        try (Work work = new Work(workload, Integer.parseInt(words.get(1)))) {
          new Export(directory).write(workload, work);
        }
      }
      case "serve" -> {
        Workload workload = Workload.of(words.subList(2, words.size()));
        try (Work work = new Work(workload, Integer.parseInt(words.get(1)))) {
          work.serve(new Requests(System.in, System.out));
        }
      }
      case "problem" ->
          ProblemExport.write(
              Path.of(words.get(1)),
              Long.parseLong(words.get(2)),
              Files.createDirectories(Path.of(words.get(3))));
      default -> {
        System.err.println(USAGE);
        System.exit(2);
      }
    }
  }
}
