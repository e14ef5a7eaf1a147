package org.poise.app.reproduce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What a study found: claims, key figures, sections with charts and tables, and notes. */
public final class Findings {
  private final List<Claim> claims = new ArrayList<>();
  private final List<ObjectNode> figures = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Adds a claim. */
  public void claim(Claim claim) {
    claims.add(claim);
  }

  /** Adds a key figure. */
  public void figure(String label, double value, String note) {
    ObjectNode figure = JsonNodeFactory.instance.objectNode().put("label", label);
    if (Double.isFinite(value)) {
      figure.put("value", value);
    } else {
      figure.putNull("value");
    }
    figures.add(figure.put("note", note));
  }

  /** Adds a section to the report. */
  public Section section(String title, String note) {
    Section section = new Section(title, note);
    sections.add(section);
    return section;
  }

  /** Adds what a reader must know to judge the figures: departures from the published set-up. */
  public void note(String note) {
    notes.add(note);
  }

  /** The claims, in order. */
  public List<Claim> claims() {
    return List.copyOf(claims);
  }

  /** Writes all of it. */
  void write(ObjectNode node) {
    claims.forEach(claim -> claim.write(node.withArray("claims").addObject()));
    node.putArray("figures").addAll(figures);
    notes.forEach(node.putArray("notes")::add);
    sections.forEach(section -> node.withArray("sections").add(section.json()));
  }
}
