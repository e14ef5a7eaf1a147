package org.poise.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Reads which seeds to train with. */
final class Seeds {
  private static final int MOST = 10_000;

  private Seeds() {}

  /** A number alone, n, means 1 to n; several with commas between are the seeds themselves. */
  static List<Long> of(String text) {
    String[] words = text.split(",", -1);
    List<Long> seeds = new ArrayList<>();
    for (String word : words) {
      long seed = number(word.strip(), text);
      if (seeds.contains(seed)) {
        throw new UserException("--seeds " + text + ": the seed " + seed + " is there twice");
      }
      seeds.add(seed);
    }
    if (words.length > 1) {
      return seeds;
    }
    long count = seeds.getFirst();
    if (count < 1 || count > MOST) {
      throw new UserException(
          "--seeds " + text + ": give how many, from 1 to " + MOST + ", or a list such as 3,7,9");
    }
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static long number(String word, String text) {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw new UserException(
          "--seeds "
              + text
              + ": '"
              + word
              + "' is no whole number; give how many seeds, such as 5, or a list such as 3,7,9");
    }
  }
}
