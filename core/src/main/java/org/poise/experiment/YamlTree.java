package org.poise.experiment;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.poise.experiment.Place.Source;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML into a tree of {@link Node}s: mappings, lists and scalars only. Tags, anchors,
 * aliases, duplicate keys, keys that are no scalars, and a second document are refused, so that no
 * text can construct objects or grow.
 */
final class YamlTree {
  private static final int MAX_DEPTH = 32;

  private final Source source;
  private final int[] chars;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable Node root;

  /** A collection that is being read, and the key that waits for its value. */
  private static final class Open {
    final Node node;
    @Nullable String key;
    @Nullable Place keyPlace;

    Open(Node node) {
      this.node = node;
    }
  }

  private YamlTree(Source source) {
    this.source = source;
    this.chars = starts(source.text());
  }

  /** The tree, or null for an empty text. */
  static @Nullable Node read(Source source) {
    return new YamlTree(source).read();
  }

  private @Nullable Node read() {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setUseMarks(true).build();
    try {
      Parser events = new ParserImpl(settings, new StreamReader(settings, source.text()));
      while (events.hasNext()) {
        accept(events.next());
      }
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      String context = e.getContext() == null ? "" : " " + e.getContext();
      throw place(mark)
          .error(
              List.of(),
              "not readable as YAML"
                  + context
                  + ": "
                  + e.getProblem()
                  + "; check brackets, quotes, colons and indentation");
    } catch (YamlEngineException e) {
      throw place(null).error(List.of(), "not readable as YAML: " + e.getMessage());
    }
    return root;
  }

  /** Marks count code points, places count chars. */
  private Place place(@Nullable Mark mark) {
    int points = mark == null ? 0 : Math.min(mark.getIndex(), chars.length - 1);
    return new Place(source, chars[points]);
  }

  /** Where each code point starts, and the end. */
  private static int[] starts(String text) {
    int[] starts = new int[text.codePointCount(0, text.length()) + 1];
    int at = 0;
    for (int k = 0; k < starts.length; k++) {
      starts[k] = at;
      at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
    }
    return starts;
  }

  private void accept(Event event) {
    Place place = place(event.getStartMark().orElse(null));
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()
        || event instanceof AliasEvent) {
      throw place.error(List.of(), "anchors and aliases are not supported; write the value out");
    }
    switch (event) {
      case DocumentStartEvent _ -> {
        if (root != null) {
          throw place.error(List.of(), "a second document starts here; a problem file holds one");
        }
      }
      case ScalarEvent scalar -> {
        refuseTag(scalar.getTag().orElse(null), place);
        Node.Style style =
            scalar.isPlain()
                ? Node.Style.PLAIN
                : scalar.isLiteral() || scalar.isFolded() ? Node.Style.BLOCK : Node.Style.QUOTED;
        scalar(new Node.Scalar(place, scalar.getValue(), style));
      }
      case CollectionStartEvent start -> {
        refuseTag(start.getTag().orElse(null), place);
        collection(start, place);
      }
      default -> {
        switch (event.getEventId()) {
          case MappingEnd, SequenceEnd -> open.pop();
          default -> {}
        }
      }
    }
  }

  private static void refuseTag(@Nullable String tag, Place place) {
    if (tag != null) {
      throw place.error(List.of(), "the tag " + tag + " is not supported; write the plain value");
    }
  }

  private void collection(CollectionStartEvent start, Place place) {
    if (open.size() >= MAX_DEPTH) {
      throw place.error(
          List.of(), "brackets or levels are nested deeper than " + MAX_DEPTH + "; use fewer");
    }
    Open parent = open.peek();
    if (parent != null && parent.node instanceof Node.Mapping && parent.key == null) {
      throw place.error(List.of(), "a key must be a single word, not a mapping or a list");
    }
    Node node =
        switch (start) {
          case MappingStartEvent _ -> Node.Mapping.empty(place);
          case SequenceStartEvent _ -> new Node.Sequence(place, new ArrayList<>());
          default -> throw new IllegalStateException("unknown YAML event " + start);
        };
    add(node);
    open.push(new Open(node));
  }

  private void scalar(Node.Scalar scalar) {
    Open parent = open.peek();
    if (parent != null && parent.node instanceof Node.Mapping mapping && parent.key == null) {
      if (mapping.entries().containsKey(scalar.text())) {
        throw scalar
            .place()
            .error(List.of(), "the key '" + scalar.text() + "' is there twice; give it once");
      }
      parent.key = scalar.text();
      parent.keyPlace = scalar.place();
    } else {
      add(scalar);
    }
  }

  private void add(Node node) {
    Open parent = open.peek();
    if (parent == null) {
      root = node;
      return;
    }
    switch (parent.node) {
      case Node.Sequence sequence -> sequence.items().add(node);
      case Node.Mapping mapping -> {
        String key = requireNonNull(parent.key);
        Place place = requireNonNull(parent.keyPlace);
        mapping.entries().put(key, new Node.Entry(place, node));
        parent.key = null;
      }
      case Node.Scalar _ -> throw new IllegalStateException("a scalar holds no values");
    }
  }
}
