package org.poise.linalg.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of products of planes of one array: to_t (+)= Σ coefficient · Π factors. Work that is done
 * often goes over to one pass over the planes, compiled for these sums by {@link PlaneCompiler},
 * with the same bits.
 */
public final class PlaneSums {
  /** Planes of one kind follow each other at a distance that is given with their start. */
  public enum Stack {
    /** Derivatives of a function. */
    SIGMA,
    /** Its arguments. */
    Z,
    /** What a linear map takes. */
    FROM
  }

  /** A plane to multiply by. */
  public record Factor(Stack stack, int plane) {}

  /** One of the products that make up a plane; two factors at least. */
  public record Product(int to, double coefficient, List<Factor> factors) {}

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
  private @Nullable Kernel kernel; // either value may be seen: both give the same bits
  private int calls;
  private boolean requested;

  /** Sums of products, those of one plane after the other. */
  public PlaneSums(List<Product> products) {
    this.products = products.toArray(Product[]::new);
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
    int last = -1;
    for (Product p : products) {
      int count = p.factors.size();
      int f1 = at(p, 0, sigma, sigmaPlane, z, zPlane, from, fromPlane);
      int f2 = at(p, 1, sigma, sigmaPlane, z, zPlane, from, fromPlane);
      int f3 = count < 3 ? 0 : at(p, 2, sigma, sigmaPlane, z, zPlane, from, fromPlane);
      int f4 = count < 4 ? 0 : at(p, 3, sigma, sigmaPlane, z, zPlane, from, fromPlane);
      int f5 = count < 5 ? 0 : at(p, 4, sigma, sigmaPlane, z, zPlane, from, fromPlane);
      int f6 = count < 6 ? 0 : at(p, 5, sigma, sigmaPlane, z, zPlane, from, fromPlane);
      boolean more = add || p.to == last;
      int out = to + p.to * toPlane;
      switch (count) {
        case 2 -> OPS.product(n, more, p.coefficient, w, out, f1, f2);
        case 3 -> OPS.product(n, more, p.coefficient, w, out, f1, f2, f3);
        case 4 -> OPS.product(n, more, p.coefficient, w, out, f1, f2, f3, f4);
        case 5 -> OPS.product(n, more, p.coefficient, w, out, f1, f2, f3, f4, f5);
        default -> OPS.product(n, more, p.coefficient, w, out, f1, f2, f3, f4, f5, f6);
      }
      last = p.to;
    }
  }

  private static int at(
      Product product,
      int factor,
      int sigma,
      int sigmaPlane,
      int z,
      int zPlane,
      int from,
      int fromPlane) {
    Factor f = product.factors.get(factor);
    return switch (f.stack) {
      case SIGMA -> sigma + f.plane * sigmaPlane;
      case Z -> z + f.plane * zPlane;
      case FROM -> from + f.plane * fromPlane;
    };
  }
}
