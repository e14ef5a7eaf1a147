package org.poise.app.reproduce;

import java.util.Locale;
import org.poise.training.History;

/** When a training is looked at, among its reports on the kernel. */
enum Moment {
  START,
  MIDDLE,
  END;

  /** Its name for people. */
  String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The row of the report in the middle is that of half the steps if their number is even. */
  int row(History reports) {
    int last = reports.rows().size() - 1;
    return switch (this) {
      case START -> 0;
      case MIDDLE -> (last + 1) / 2;
      case END -> last;
    };
  }
}
