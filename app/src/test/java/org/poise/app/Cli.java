package org.poise.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Runs commands in this process, and keeps what they print. */
public record Cli(int status, String out, String err) {

  /** Runs a command. */
  public static Cli run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int status = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Cli(status, out.toString(), err.toString());
  }

  /** A copy of the small problem of these tests. */
  public static Path heat(Path directory) throws IOException {
    Path file = directory.resolve("heat.yaml");
    try (InputStream stream = Cli.class.getResourceAsStream("heat.yaml")) {
      Files.write(file, Objects.requireNonNull(stream).readAllBytes());
    }
    return file;
  }

  /** A trained run of the small problem. */
  public static Path trained(Path directory) throws IOException {
    Path run = directory.resolve("run");
    Cli cli = run("train", heat(directory), "--out", run, "--threads", 1, "--quiet");
    if (cli.status != 0) {
      throw new AssertionError(cli.toString());
    }
    return run;
  }
}
