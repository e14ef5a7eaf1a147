package org.poise.app.console;

import java.util.Locale;

/** Numbers for people. */
public final class Quantity {
  private Quantity() {}

  /** A count with separators: 80,000. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Three digits with a decimal prefix: 1.23 G. */
  public static String si(double value) {
    return scaled(value, 1000, new String[] {"", " k", " M", " G", " T", " P", " E"});
  }

  /** Bytes with a binary prefix: 1.5 MiB. */
  public static String bytes(double bytes) {
    return scaled(bytes, 1024, new String[] {" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"});
  }

  private static String scaled(double value, double base, String[] units) {
    int unit = 0;
    double scaled = value;
    while (scaled >= base && unit < units.length - 1) {
      scaled /= base;
      unit++;
    }
    int decimals = unit == 0 || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", scaled) + units[unit];
  }

  /** Three digits: 0.0123, 1.23e-05. */
  public static String few(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    double size = Math.abs(value);
    if (size >= 1000 && size < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size < 1e-3 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** A time: 4.2 s, 3 min 05 s, 2 h 10 min. */
  public static String duration(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }
}
