package org.poise.app;

import java.util.ArrayList;
import java.util.List;

/** Lists of YAML items in an option, with commas between. */
final class CommaList {
  private CommaList() {}

  /** Splits at the commas that lie in no brackets and no quotes. */
  static List<String> items(String option) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int from = 0;
    for (int i = 0; i < option.length(); i++) {
      char c = option.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else {
        switch (c) {
          case '"', '\'' -> quote = c;
          case '{', '[' -> depth++;
          case '}', ']' -> depth--;
          case ',' -> {
            if (depth == 0) {
              items.add(option.substring(from, i));
              from = i + 1;
            }
          }
          default -> {}
        }
      }
    }
    items.add(option.substring(from));
    return items;
  }
}
