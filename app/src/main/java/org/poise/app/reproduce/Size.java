package org.poise.app.reproduce;

import java.util.Locale;

/** How large a study is. */
public enum Size {
  /** Minutes: fewer steps, seeds and points than published. */
  QUICK,
  /** As published where that is known; hours for some. */
  FULL;

  /** The name in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
