package org.poise.jet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The orders of a partial derivative, one for each coordinate. Ordered by total order, then with
 * the earlier coordinates first: 1, x, y, xx, xy, yy, …
 */
public final class MultiIndex implements Comparable<MultiIndex> {
  private final int[] orders;
  private final int order;

  private MultiIndex(int[] orders) {
    this.orders = orders;
    this.order = Arrays.stream(orders).sum();
  }

  /** The multi-index with the given order in each coordinate. */
  public static MultiIndex of(int... orders) {
    for (int k : orders) {
      if (k < 0) {
        throw new IllegalArgumentException(
            "a multi-index has no negative orders: " + Arrays.toString(orders));
      }
    }
    return new MultiIndex(orders.clone());
  }

  /** The function itself, in {@code dimension} coordinates. */
  public static MultiIndex zero(int dimension) {
    return new MultiIndex(new int[dimension]);
  }

  /** The first derivative along one coordinate. */
  public static MultiIndex unit(int dimension, int coordinate) {
    int[] orders = new int[dimension];
    orders[coordinate] = 1;
    return new MultiIndex(orders);
  }

  public int dimension() {
    return orders.length;
  }

  /** The order along one coordinate. */
  public int get(int coordinate) {
    return orders[coordinate];
  }

  /** The orders along all coordinates, a new array. */
  public int[] orders() {
    return orders.clone();
  }

  /** The total order |α|. */
  public int order() {
    return order;
  }

  public MultiIndex plus(MultiIndex other) {
    int[] sum = orders.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.orders[i];
    }
    return new MultiIndex(sum);
  }

  /** This minus a multi-index that is nowhere larger. */
  public MultiIndex minus(MultiIndex other) {
    int[] difference = orders.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= other.orders[i];
    }
    return of(difference);
  }

  /** One order more along a coordinate. */
  public MultiIndex raised(int coordinate) {
    return plus(unit(orders.length, coordinate));
  }

  /** Whether this is nowhere larger than the other. */
  public boolean lessOrEqual(MultiIndex other) {
    for (int i = 0; i < orders.length; i++) {
      if (orders[i] > other.orders[i]) {
        return false;
      }
    }
    return true;
  }

  /** The coordinates to differentiate along, one entry for each order: (2, 1) gives [0, 0, 1]. */
  public List<Integer> letters() {
    List<Integer> letters = new ArrayList<>(order);
    for (int i = 0; i < orders.length; i++) {
      for (int k = 0; k < orders[i]; k++) {
        letters.add(i);
      }
    }
    return letters;
  }

  /** The subscript of the derivative, such as {@code xxt}; empty for the function itself. */
  public String suffix(List<String> coordinates) {
    StringBuilder text = new StringBuilder();
    letters().forEach(i -> text.append(coordinates.get(i)));
    return text.toString();
  }

  @Override
  public int compareTo(MultiIndex other) {
    return order != other.order
        ? Integer.compare(order, other.order)
        : Arrays.compare(other.orders, orders);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MultiIndex that && Arrays.equals(orders, that.orders);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(orders);
  }

  @Override
  public String toString() {
    return Arrays.toString(orders);
  }
}
