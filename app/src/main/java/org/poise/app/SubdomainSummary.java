package org.poise.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poise.app.console.Quantity;
import org.poise.experiment.Experiment;
import org.poise.network.Network;
import org.poise.problem.Interval;
import org.poise.problem.PointSet;
import org.poise.problem.Points;
import org.poise.problem.Problem;
import org.poise.problem.Subdomains;

/**
 * The subdomains of an experiment.
 *
 * @param cut the coordinates that are cut
 * @param parts one for each subdomain, in order
 */
record SubdomainSummary(List<String> cut, List<Part> parts) {
  /**
   * One subdomain.
   *
   * @param intervals of the coordinates that are cut
   * @param networks the names of its networks
   * @param points of each set in it, in the first draw; interfaces apart, which lie in two
   */
  record Part(Map<String, Interval> intervals, List<String> networks, Map<String, Integer> points) {
    @Override
    public String toString() {
      List<String> texts = new ArrayList<>();
      intervals.forEach((coordinate, interval) -> texts.add(coordinate + " " + text(interval)));
      return String.join(", ", texts);
    }
  }

  static SubdomainSummary of(Experiment experiment) {
    Problem problem = experiment.problem();
    Subdomains subdomains = problem.subdomains();
    List<String> coordinates = problem.domain().coordinates();
    List<Part> parts = new ArrayList<>();
    Map<String, int[]> counts = counts(experiment);
    List<String> cut =
        coordinates.stream()
            .filter(c -> !subdomains.cuts().get(coordinates.indexOf(c)).isEmpty())
            .toList();
    for (int s = 0; s < subdomains.count(); s++) {
      int subdomain = s;
      Map<String, Interval> intervals = new LinkedHashMap<>();
      cut.forEach(c ->
          intervals.put(
              c, subdomains.box(problem.domain(), subdomain).interval(coordinates.indexOf(c))));
      List<String> networks =
          experiment.networks().stream()
              .map(Network::name)
              .map(name -> subdomains.name(name, subdomain))
              .toList();
      Map<String, Integer> points = new LinkedHashMap<>();
      counts.forEach((set, all) -> points.put(set, all[subdomain]));
      parts.add(new Part(intervals, networks, points));
    }
    return new SubdomainSummary(cut, parts);
  }

  /** Points of each set by subdomain. */
  private static Map<String, int[]> counts(Experiment experiment) {
    Problem problem = experiment.problem();
    Points points = experiment.sampling().draw(problem, experiment.seed(), 0);
    int d = problem.domain().dimension();
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (PointSet set : problem.pointSets()) {
      if (!(set.kind() instanceof PointSet.Interface)) {
        int[] all = new int[problem.subdomains().count()];
        double[] x = points.of(set.name());
        for (int offset = 0; offset < x.length; offset += d) {
          all[problem.subdomains().locate(x, offset)]++;
        }
        counts.put(set.name(), all);
      }
    }
    return counts;
  }

  void print(PrintWriter out) {
    List<String> headings = new ArrayList<>(List.of("subdomain"));
    headings.addAll(cut);
    headings.add("networks");
    headings.addAll(parts.getFirst().points.keySet());
    Table table = new Table(headings.toArray(String[]::new));
    for (int s = 0; s < parts.size(); s++) {
      Part part = parts.get(s);
      List<String> cells = new ArrayList<>(List.of(Integer.toString(s + 1)));
      part.intervals.values().forEach(interval -> cells.add(text(interval)));
      cells.add(String.join(" ", part.networks));
      part.points.values().forEach(count -> cells.add(Quantity.count(count)));
      table.row(cells.toArray(String[]::new));
    }
    table.print(out, "");
  }

  private static String text(Interval interval) {
    return Quantity.few(interval.lower()) + " to " + Quantity.few(interval.upper());
  }

  ArrayNode json() {
    ArrayNode all = Json.object().putArray("subdomains");
    for (Part part : parts) {
      ObjectNode node = all.addObject();
      ObjectNode intervals = node.putObject("intervals");
      part.intervals.forEach((coordinate, interval) ->
          intervals.putArray(coordinate).add(interval.lower()).add(interval.upper()));
      part.networks.forEach(node.putArray("networks")::add);
      ObjectNode points = node.putObject("points");
      part.points.forEach(points::put);
    }
    return all;
  }
}
