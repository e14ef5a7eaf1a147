package org.poise.bench.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names the machine that results were measured on. */
final class Machine {
  private Machine() {}

  /** The processor, its widest vectors, its cores and the Java version, in a few words. */
  static String describe() throws IOException {
    Path cpu = Path.of("/proc/cpuinfo");
    String info = Files.isReadable(cpu) ? Files.readString(cpu) : "";
    String processor =
        info.lines()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    String vectors =
        info.contains("avx512f") ? "AVX-512" : info.contains("avx2") ? "AVX2" : "no AVX2";
    return "%s, %s, %d cores, Java %s"
        .formatted(
            processor,
            vectors,
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature());
  }
}
