package org.poise.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where runs go. */
final class RunPlace {
  private RunPlace() {}

  /** The first of runs/NAME, runs/NAME-2, runs/NAME-3 and so on that does not exist. */
  static Path choose(String name) {
    Path place = Path.of("runs", name);
    for (int i = 2; Files.exists(place); i++) {
      place = Path.of("runs", name + "-" + i);
    }
    return place;
  }

  /** Makes a directory, where nothing has its name. */
  static void make(Path directory) {
    if (Files.exists(directory)) {
      return;
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
      throw new UserException(
          "the directory "
              + directory
              + " cannot be made"
              + (reason == null ? "" : " (" + reason + ")")
              + "; give a place that may be written to");
    }
  }

  /** Removes a directory made for a run that did not come about, which has no problem.yaml. */
  static void removeUnlessRun(Path directory) throws IOException {
    if (!Files.exists(directory.resolve("problem.yaml"))) {
      remove(directory);
    }
  }

  /** Removes a directory with all that it holds, if there is one. */
  static void remove(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
