package org.poise.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A value in a YAML tree that knows where it stands. */
sealed interface Node {
  Place place();

  /** What a message calls it. */
  String what();

  /** A key of a mapping and what it leads to. */
  record Entry(Place key, Node value) {}

  /** Keys and values, in the order of the file. */
  record Mapping(Place place, SequencedMap<String, Entry> entries) implements Node {
    static Mapping empty(Place place) {
      return new Mapping(place, new LinkedHashMap<>());
    }

    @Override
    public String what() {
      return "a mapping";
    }
  }

  /** Values in order. */
  record Sequence(Place place, List<Node> items) implements Node {
    @Override
    public String what() {
      return "a list";
    }
  }

  /** How a scalar is written. */
  enum Style {
    PLAIN,
    QUOTED,
    BLOCK
  }

  /** One value. */
  record Scalar(Place place, String text, Style style) implements Node {
    /** Whether it stands for no value. */
    boolean isNull() {
      return style == Style.PLAIN && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String what() {
      return isNull() ? "nothing" : "'" + shortened() + "'";
    }

    private String shortened() {
      String line = text.strip().replaceAll("\\s+", " ");
      return line.length() > 40 ? line.substring(0, 39) + "…" : line;
    }

    /**
     * Where a character of the text stands. The text's characters come in the source in the same
     * order, with nothing but white space, quotes and escapes between them.
     */
    Place at(int offset) {
      String source = place.source().text();
      int i = place.index();
      if (style == Style.BLOCK) {
        i = source.indexOf('\n', i) + 1;
      }
      int last = Math.min(offset, text.length() - 1);
      int found = i;
      for (int k = 0; k <= last; k++) {
        char c = text.charAt(k);
        if (Character.isWhitespace(c)) {
          continue;
        }
        int next = source.indexOf(c, i);
        if (next < 0) {
          return new Place(place.source(), found);
        }
        found = next;
        i = next + 1;
      }
      return new Place(place.source(), offset >= text.length() ? i : found);
    }
  }

  /** Whether a value is there and not null. */
  static boolean isNull(Node node) {
    return node instanceof Scalar scalar && scalar.isNull();
  }
}
