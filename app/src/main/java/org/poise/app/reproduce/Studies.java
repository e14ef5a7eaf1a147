package org.poise.app.reproduce;

import java.util.List;
import java.util.Optional;

/** The studies that there are. */
public final class Studies {
  private static final List<Study> ALL =
      List.of(
          new WangPoisson(),
          new WangWave(),
          new HirschPichiConvergence(),
          new HirschPichiSketch(),
          new Operators(),
          new Cpikan(),
          new NtkEcrn());

  private Studies() {}

  /** All of them, in the order in which they are listed. */
  public static List<Study> all() {
    return ALL;
  }

  /** The study of a name. */
  public static Optional<Study> named(String name) {
    return ALL.stream().filter(study -> study.name().equals(name)).findFirst();
  }
}
