package org.poise.app;

import java.math.BigDecimal;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options and parameters, in the words of problem files. */
final class Converters {
  private Converters() {}

  /** The name of a file or directory. */
  static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("the name is empty; give that of a file or a directory");
    }
    return Path.of(text);
  }

  /** A whole number of 64 bits; 1e4 is one too. */
  static long wholeNumber(String text) {
    try {
      return new BigDecimal(text.strip()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a whole number of 64 bits; give one, such as 10000 or 1e4");
    }
  }

  /** A whole number of 32 bits. */
  static int count(String text) {
    long number = wholeNumber(text);
    if (number != (int) number) {
      throw new TypeConversionException("'" + text + "' is far too large");
    }
    return (int) number;
  }
}
