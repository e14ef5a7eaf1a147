package org.poise.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The other end of the driver's line protocol: after {@code ready NAME}, each line {@code go NAME
 * N} asks for N repetitions, and the answer is a line with the seconds that they took. The end of
 * the input ends the work.
 */
final class Requests {
  private static final String NAME = "poise";

  private final BufferedReader in;
  private final PrintStream out;

  Requests(InputStream in, PrintStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
  }

  void ready() {
    answer("ready " + NAME);
  }

  /** Waits for the next request; its repetitions, or 0 at the end. */
  int next() {
    try {
      String line = in.readLine();
      if (line == null) {
        return 0;
      }
      String start = "go " + NAME + " ";
      if (!line.startsWith(start)) {
        throw new IllegalArgumentException("a request is 'go " + NAME + " N', not '" + line + "'");
      }
      return Integer.parseInt(line.substring(start.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void took(long nanos) {
    answer(Double.toString(nanos / 1e9));
  }

  private void answer(String line) {
    out.println(line);
    out.flush();
  }
}
