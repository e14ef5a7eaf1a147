package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What was claimed, and what came out.
 *
 * @param text the claim, a sentence
 * @param published the published figure or finding, with its source where that is not the study's
 * @param ours our figure
 * @param held whether it held
 * @param required whether it must hold in the tests of studies
 * @param command the command that gives our figure
 */
public record Claim(
    String text, String published, String ours, Held held, boolean required, String command) {

  /** In place of a published figure. */
  static final String UNKNOWN = "no figure known to us";

  /** Whether a claim held. */
  public enum Held {
    YES,
    NO,
    /** Not tested: the study was too small for it, or it says nothing that can be tested. */
    NOT_APPLICABLE;

    /** Yes or no. */
    public static Held of(boolean held) {
      return held ? YES : NO;
    }

    /** The name in summary.json. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** In words for people. */
    public String words() {
      return switch (this) {
        case YES -> "held";
        case NO -> "did not hold";
        case NOT_APPLICABLE -> "not tested";
      };
    }
  }

  /** A claim that the tests do not ask for. */
  public static Claim of(String text, String published, String ours, Held held, String command) {
    return new Claim(text, published, ours, held, false, command);
  }

  /** The same claim, which must hold in the tests of studies. */
  public Claim mustHold() {
    return new Claim(text, published, ours, held, true, command);
  }

  void write(ObjectNode node) {
    node.put("text", text).put("published", published).put("ours", ours);
    node.put("held", held.label()).put("verdict", held.words());
    node.put("required", required).put("command", command);
  }
}
