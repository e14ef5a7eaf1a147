package org.poise.linalg;

import org.bytedeco.openblas.global.openblas;

/** Loads LAPACK from OpenBLAS when it is first needed, on one thread so that results repeat. */
final class Lapack {
  private Lapack() {}

  /**
   * Makes LAPACK's routines ready to be called.
   *
   * @throws LapackException if there is no library for this machine, or it cannot be loaded
   */
  static void load() {
    try {
      openblas.blas_set_num_threads(1);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
      throw new LapackException(
          "eigenvalues need LAPACK, and OpenBLAS could not be loaded on this machine ("
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + "): "
              + e.getMessage()
              + "; Poise brings it for Linux and macOS on x86-64 and ARM and for Windows on x86-64,"
              + " and unpacks it into ~/.javacpp, which must be writable",
          e);
    }
  }
}
