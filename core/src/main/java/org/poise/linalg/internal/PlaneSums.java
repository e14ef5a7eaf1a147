package org.poise.linalg.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums of products of planes of one array: to_t (+)= Σ coefficient · Π factors, and totals of such
 * sums. Work that is done often goes over to one pass over the planes, compiled for these sums by
 * {@link PlaneCompiler}, with the same bits.
 */
public final class PlaneSums {
  /** Planes of one kind follow each other at a distance that is given with their start. */
  public enum Stack {
    /** Derivatives of a function. */
    SIGMA,
    /** Its arguments. */
    Z,
    /** What a linear map takes. */
    FROM,
    /** What it gives. */
    TO
  }

  /** A plane of a stack. */
  public record Plane(Stack stack, int index) {}

  /**
   * One of the products that make up a plane.
   *
   * @param to the plane, of the stack {@code TO}; or of {@code SIGMA}, as scratch for an
   *     intermediate that later products multiply by, and which is set always
   * @param factors two at least
   * @param total a further plane of {@code TO}, which is set to the total of all planes that name
   *     it; or −1
   */
  public record Product(Plane to, double coefficient, List<Plane> factors, int total) {
    /** A product of a plane that no total takes. */
    public Product(int to, double coefficient, List<Plane> factors) {
      this(new Plane(Stack.TO, to), coefficient, factors, -1);
    }

    boolean isIntermediate() {
      return to.stack != Stack.TO;
    }
  }

  /** What a compiled class does; see {@link PlaneSums#run}. */
  @FunctionalInterface
  interface Kernel {
    void run(
        double[] w,
        int n,
        boolean add,
        int sigma,
        int sigmaPlane,
        int z,
        int zPlane,
        int from,
        int fromPlane,
        int to,
        int toPlane);
  }

  /** Calls after which compiling pays: a few steps of training, not a single one. */
  private static final int OFTEN = 20_000;

  private final Product[] products;

  /** For each product that ends a plane, how this enters its total. */
  private final Totals[] totals;

  private @Nullable Kernel kernel; // either value may be seen: both give the same bits
  private int calls;
  private boolean requested;

  /** What a plane that is complete does to its total. */
  private enum Totals {
    NONE,
    SET,
    ADD
  }

  /** Sums of products, those of one plane after the other. */
  public PlaneSums(List<Product> products) {
    this.products = products.toArray(Product[]::new);
    totals = new Totals[this.products.length];
    Set<Integer> begun = new HashSet<>();
    for (int i = 0; i < totals.length; i++) {
      int total = this.products[i].total;
      boolean ends = i + 1 == totals.length || !this.products[i + 1].to.equals(this.products[i].to);
      totals[i] = !ends || total < 0 ? Totals.NONE : begun.add(total) ? Totals.SET : Totals.ADD;
    }
  }

  List<Product> products() {
    return List.of(products);
  }

  /**
   * Evaluates the sums.
   *
   * @param n entries of each plane, a multiple of eight
   * @param add whether to add to the planes, or to set them
   * @param sigma where a stack starts, {@code sigmaPlane} the distance of its planes; and so on
   */
  public void run(
      double[] w,
      int n,
      boolean add,
      int sigma,
      int sigmaPlane,
      int z,
      int zPlane,
      int from,
      int fromPlane,
      int to,
      int toPlane) {
    Kernel fused = kernel;
    if (fused != null) {
      fused.run(w, n, add, sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
      return;
    }
    plain(w, n, add, sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
    if (calls++ >= OFTEN && !requested) {
      requested = true;
      Warmup.request(this);
    }
  }

  /** Takes over a compiled class. */
  void use(Kernel compiled) {
    kernel = compiled;
  }

  /** Whether the work has gone over to a compiled class. */
  boolean isCompiled() {
    return kernel != null;
  }

  /** The sums product by product. */
  void plain(
      double[] w,
      int n,
      boolean add,
      int sigma,
      int sigmaPlane,
      int z,
      int zPlane,
      int from,
      int fromPlane,
      int to,
      int toPlane) {
    @Nullable Plane last = null;
    for (int i = 0; i < products.length; i++) {
      Product p = products[i];
      int count = p.factors.size();
      int f1 = at(p.factors.get(0), sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
      int f2 = at(p.factors.get(1), sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
      int f3 =
          count < 3
              ? 0
              : at(p.factors.get(2), sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
      int f4 =
          count < 4
              ? 0
              : at(p.factors.get(3), sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
      int f5 =
          count < 5
              ? 0
              : at(p.factors.get(4), sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
      int f6 =
          count < 6
              ? 0
              : at(p.factors.get(5), sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
      boolean more = add && !p.isIntermediate() || p.to.equals(last);
      int out = at(p.to, sigma, sigmaPlane, z, zPlane, from, fromPlane, to, toPlane);
      switch (count) {
        case 2 -> OPS.product(n, more, p.coefficient, w, out, f1, f2);
        case 3 -> OPS.product(n, more, p.coefficient, w, out, f1, f2, f3);
        case 4 -> OPS.product(n, more, p.coefficient, w, out, f1, f2, f3, f4);
        case 5 -> OPS.product(n, more, p.coefficient, w, out, f1, f2, f3, f4, f5);
        default -> OPS.product(n, more, p.coefficient, w, out, f1, f2, f3, f4, f5, f6);
      }
      last = p.to;
      int total = to + p.total * toPlane;
      switch (totals[i]) {
        case NONE -> {}
        case SET -> System.arraycopy(w, out, w, total, n);
        case ADD -> OPS.add(n, w, out, w, total);
      }
    }
  }

  private static int at(
      Plane plane,
      int sigma,
      int sigmaPlane,
      int z,
      int zPlane,
      int from,
      int fromPlane,
      int to,
      int toPlane) {
    return switch (plane.stack) {
      case SIGMA -> sigma + plane.index * sigmaPlane;
      case Z -> z + plane.index * zPlane;
      case FROM -> from + plane.index * fromPlane;
      case TO -> to + plane.index * toPlane;
    };
  }
}
