package org.poise.bench.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes {@code burgers.csv}, {@code kdv.csv} and {@code allen-cahn.csv} into the directory that is
 * given, and prints for each how far it is from the same solution at half the resolution in space
 * and time.
 */
public final class WriteReferences {
  private WriteReferences() {}

  private record Resolutions(Supplier<ReferenceTable> fine, Supplier<ReferenceTable> coarse) {}

  /**
   * Runs the command; the one argument is the directory, {@code problems/reference} for the
   * library's own files.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: WriteReferences DIRECTORY");
      System.exit(2);
    }
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    Map<String, Resolutions> tables = new LinkedHashMap<>();
    tables.put(
        "burgers", new Resolutions(() -> References.burgers(1600), () -> References.burgers(800)));
    tables.put(
        "kdv",
        new Resolutions(
            () -> References.kortewegDeVries(1024, 40_000),
            () -> References.kortewegDeVries(512, 20_000)));
    tables.put(
        "allen-cahn",
        new Resolutions(
            () -> References.allenCahn(8192, 8_000), () -> References.allenCahn(4096, 4_000)));
    for (Map.Entry<String, Resolutions> entry : tables.entrySet()) {
      ReferenceTable fine = entry.getValue().fine().get();
      Path file = directory.resolve(entry.getKey() + ".csv");
      Files.writeString(file, fine.csv());
      System.out.printf(
          "%s: %d bytes, largest change from half the resolution %.1e%n",
          file, Files.size(file), fine.distance(entry.getValue().coarse().get()));
    }
  }
}
