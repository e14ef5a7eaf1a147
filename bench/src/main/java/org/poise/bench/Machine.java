package org.poise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that results are measured on. */
public final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The processor, its widest vectors, its cores and the Java version, in a few words. */
  public static String describe() throws IOException {
    String processor =
        info()
            .lines()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return "%s, %s, %d cores, Java %s"
        .formatted(processor, vectors(), cores(), Runtime.version().feature());
  }

  /** What ratios of times depend on, as a file's name: the widest vectors and the cores. */
  public static String kind() throws IOException {
    String vectors = vectors().toLowerCase(Locale.ROOT).replace("-", "").replace(' ', '-');
    return vectors + "-" + cores() + "-cores";
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String vectors() throws IOException {
    String info = info();
    return info.contains("avx512f") ? "AVX-512" : info.contains("avx2") ? "AVX2" : "no AVX2";
  }

  private static String info() throws IOException {
    return Files.isReadable(CPU) ? Files.readString(CPU) : "";
  }
}
