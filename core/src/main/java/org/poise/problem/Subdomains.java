package org.poise.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.poise.network.Network;
import org.poise.network.Normalization;

/**
 * A domain cut into boxes, each with networks of its own, as in XPINNs (Jagtap and Karniadakis, doi
 * 10.4208/cicp.OA-2020-0164). The boxes are numbered from 0, the last coordinate running fastest. A
 * point on a cut belongs to the box above it.
 *
 * @param cuts where each coordinate is cut, ascending and within its interval; empty for a
 *     coordinate that is whole
 * @param interfaces what ties the boxes together
 */
public record Subdomains(List<List<Double>> cuts, InterfaceTerms interfaces) {
  /** Most subdomains; the formulas are compiled for each. */
  public static final int MOST = 1000;

  /** Takes copies. */
  public Subdomains {
    cuts = cuts.stream().map(List::copyOf).toList();
  }

  /** A domain that is not cut. */
  public static Subdomains none(int dimension) {
    return new Subdomains(Collections.nCopies(dimension, List.of()), InterfaceTerms.standard());
  }

  /** Number of subdomains. */
  public int count() {
    return cuts.stream().mapToInt(c -> c.size() + 1).reduce(1, (a, b) -> a * b);
  }

  /** Whether there is more than one. */
  public boolean areMany() {
    return count() > 1;
  }

  /** The subdomain of the point that starts at an offset. */
  public int locate(double[] points, int offset) {
    int subdomain = 0;
    for (int i = 0; i < cuts.size(); i++) {
      List<Double> at = cuts.get(i);
      int piece = 0;
      while (piece < at.size() && points[offset + i] >= at.get(piece)) {
        piece++;
      }
      subdomain = subdomain * (at.size() + 1) + piece;
    }
    return subdomain;
  }

  /** The same points, those of a subdomain together and otherwise in the order that they have. */
  double[] sorted(double[] points) {
    if (!areMany()) {
      return points;
    }
    int d = cuts.size();
    int n = points.length / d;
    int[] of = IntStream.range(0, n).map(p -> locate(points, p * d)).toArray();
    int[] next = new int[count() + 1];
    for (int s : of) {
      next[s + 1]++;
    }
    for (int s = 0; s + 1 < next.length; s++) {
      next[s + 1] += next[s];
    }
    double[] sorted = new double[points.length];
    for (int p = 0; p < n; p++) {
      System.arraycopy(points, p * d, sorted, next[of[p]]++ * d, d);
    }
    return sorted;
  }

  /** What a step of one piece along a coordinate adds to a subdomain's number. */
  private int stride(int coordinate) {
    return cuts.subList(coordinate + 1, cuts.size()).stream()
        .mapToInt(c -> c.size() + 1)
        .reduce(1, (a, b) -> a * b);
  }

  /** The place of a subdomain among the pieces of a coordinate. */
  private int piece(int subdomain, int coordinate) {
    return subdomain / stride(coordinate) % (cuts.get(coordinate).size() + 1);
  }

  /** The subdomains that the points of a kind of set may lie in, ascending. */
  public List<Integer> met(PointSet.Kind kind) {
    return IntStream.range(0, count()).filter(s -> meets(s, kind)).boxed().toList();
  }

  private boolean meets(int subdomain, PointSet.Kind kind) {
    return switch (kind) {
      case PointSet.Interior _ -> true;
      case PointSet.Face face ->
          face.fixed().entrySet().stream()
              .allMatch(fixed ->
                  piece(subdomain, fixed.getKey()) == pieceAt(fixed.getKey(), fixed.getValue()));
      case PointSet.Periodic(int coordinate) -> piece(subdomain, coordinate) == 0;
      case PointSet.Interface(int coordinate, _) -> piece(subdomain, coordinate) > 0;
    };
  }

  private int pieceAt(int coordinate, double value) {
    return (int) cuts.get(coordinate).stream().filter(cut -> value >= cut).count();
  }

  /**
   * The subdomain whose networks a formula means at a site (see {@link
   * org.poise.formula.Expr.FieldJet}).
   *
   * @param subdomain that of the set's own point
   */
  public int at(int site, int subdomain, PointSet.Kind kind) {
    return switch (kind) {
      case PointSet.Periodic(int coordinate) ->
          site == 0 ? subdomain : subdomain + cuts.get(coordinate).size() * stride(coordinate);
      case PointSet.Interface(int coordinate, _) ->
          site == 0 ? subdomain - stride(coordinate) : subdomain;
      case PointSet.Interior _, PointSet.Face _ -> subdomain;
    };
  }

  /** A subdomain as a domain of its own. */
  public Domain box(Domain domain, int subdomain) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      Interval whole = domain.interval(i);
      int piece = piece(subdomain, i);
      List<Double> at = cuts.get(i);
      intervals.add(
          new Interval(
              piece == 0 ? whole.lower() : at.get(piece - 1),
              piece == at.size() ? whole.upper() : at.get(piece)));
    }
    return new Domain(domain.coordinates(), intervals);
  }

  /** What the network of a subdomain is called: main@1 in the first. */
  public String name(String network, int subdomain) {
    return areMany() ? network + "@" + (subdomain + 1) : network;
  }

  /** What a network of a subdomain is called in the whole domain: the reverse of {@link #name}. */
  public static String common(String network) {
    int at = network.indexOf('@');
    return at < 0 ? network : network.substring(0, at);
  }

  /**
   * All networks, those of the first subdomain first. Each is like the one given, with a name of
   * its own, and, where that normalises by uniform points of the domain, with the normalisation of
   * its subdomain.
   *
   * @param networks as for the whole domain
   */
  public List<Network> networks(List<Network> networks, Domain domain) {
    if (!areMany()) {
      return networks;
    }
    List<Network> all = new ArrayList<>();
    for (int s = 0; s < count(); s++) {
      Normalization own = box(domain, s).uniform();
      for (Network network : networks) {
        boolean uniform = network.normalization().equals(domain.uniform());
        all.add(
            new Network(
                name(network.name(), s),
                network.fields(),
                network.architecture(),
                network.initializer(),
                uniform ? own : network.normalization(),
                network.embeddings(),
                network.factorization(),
                network.slopes()));
      }
    }
    return all;
  }
}
