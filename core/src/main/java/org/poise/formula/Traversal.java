package org.poise.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.poise.formula.Expr.Binary;
import org.poise.formula.Expr.Unary;

/** Walks over expressions that visit every shared subtree once. */
final class Traversal {
  private Traversal() {}

  /** The distinct nodes, operands before the nodes that use them. Depth costs no stack. */
  static List<Expr> postOrder(Expr root) {
    List<Expr> order = new ArrayList<>();
    Set<Expr> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Expr> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Expr> stack = new ArrayDeque<>(List.of(root));
    while (!stack.isEmpty()) {
      Expr node = stack.getFirst();
      if (entered.add(node)) {
        operands(node).reversed().forEach(operand -> push(operand, entered, stack));
      } else {
        stack.removeFirst();
        if (done.add(node)) {
          order.add(node);
        }
      }
    }
    return order;
  }

  private static void push(Expr operand, Set<Expr> entered, Deque<Expr> stack) {
    if (!entered.contains(operand)) {
      stack.addFirst(operand);
    }
  }

  private static List<Expr> operands(Expr node) {
    return switch (node) {
      case Unary unary -> List.of(unary.argument());
      case Binary binary -> List.of(binary.left(), binary.right());
      default -> List.of();
    };
  }

  static <T extends Expr & Comparable<T>> SortedSet<T> leaves(Expr root, Class<T> type) {
    SortedSet<T> leaves = new TreeSet<>();
    for (Expr node : postOrder(root)) {
      if (type.isInstance(node)) {
        leaves.add(type.cast(node));
      }
    }
    return leaves;
  }

  /** The expression with each leaf replaced, simplified again on the way up. */
  static Expr replaceLeaves(Expr root, UnaryOperator<Expr> replacement) {
    Map<Expr, Expr> replaced = new IdentityHashMap<>();
    Expr result = root;
    for (Expr node : postOrder(root)) {
      result =
          switch (node) {
            case Unary unary -> Simplify.apply(unary.function(), known(replaced, unary.argument()));
            case Binary binary ->
                Simplify.apply(
                    binary.operator(),
                    known(replaced, binary.left()),
                    known(replaced, binary.right()));
            default -> replacement.apply(node);
          };
      replaced.put(node, result);
    }
    return result;
  }

  /** The entry of an operand, which a post-order walk has already made. */
  static <T> T known(Map<Expr, T> entries, Expr operand) {
    T entry = entries.get(operand);
    if (entry == null) {
      throw new AssertionError("operand not visited before its use: " + operand);
    }
    return entry;
  }

  /**
   * How large an expression is.
   *
   * @param depth the length of the longest path from the root to a leaf
   * @param size the number of nodes when shared subtrees are written out, as in its text
   */
  record Extent(int depth, double size) {
    private Extent above(Extent other) {
      return new Extent(Math.max(depth, 1 + other.depth), size + other.size);
    }
  }

  static Extent extent(Expr root) {
    Map<Expr, Extent> extents = new IdentityHashMap<>();
    for (Expr node : postOrder(root)) {
      Extent extent = new Extent(0, 1);
      for (Expr operand : operands(node)) {
        extent = extent.above(known(extents, operand));
      }
      extents.put(node, extent);
    }
    return known(extents, root);
  }
}
