package org.poise.linalg.internal;

import java.lang.System.Logger.Level;

/**
 * Chooses the provider of {@link Ops}: SIMD where the Vector API is there and compiled by C2, from
 * when that has been done, else scalar. The system property {@code poise.ops} (scalar or vector)
 * overrides the choice.
 */
final class Providers {
  private Providers() {}

  static Ops choose() {
    System.Logger log = System.getLogger("org.poise.ops");
    String wanted = System.getProperty("poise.ops", "auto");
    if (wanted.equals("scalar")) {
      return new ScalarOps();
    }
    if (!ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      log.log(
          Level.INFO,
          "Scalar arithmetic: start Java with --add-modules jdk.incubator.vector for the fast one.");
      return new ScalarOps();
    }
    if (!wanted.equals("vector") && !compiledByC2()) {
      log.log(
          Level.INFO,
          "Scalar arithmetic: the Vector API needs the C2 compiler, which is switched off here.");
      return new ScalarOps();
    }
    if (!VectorOps.fits()) {
      log.log(
          Level.INFO, "Scalar arithmetic: this processor's vectors hold fewer than four doubles.");
      return new ScalarOps();
    }
    VectorOps vector = VectorOps.create();
    log.log(Level.DEBUG, "SIMD arithmetic: {0}", vector.name());
    return wanted.equals("vector") ? vector : Warmup.begin(vector);
  }

  /** Without C2 every vector is an object: hundreds of times slower than plain loops. */
  private static boolean compiledByC2() {
    String info = System.getProperty("java.vm.info", "");
    return info.contains("mixed mode") && !info.contains("emulated-client");
  }
}
