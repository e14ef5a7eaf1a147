package org.poise.residual.internal;

import static org.poise.linalg.internal.Ops.OPS;

import java.util.Arrays;
import java.util.List;
import org.poise.formula.ResidualProgram;
import org.poise.residual.internal.SetPlan.Source;

/**
 * What goes back from the residuals of a point set: the derivatives of its formulas, times row
 * scales where these are asked for, into the networks' outputs and to the trainable coefficients.
 */
final class SetAdjoints {
  private final ResidualProgram program;
  private final List<Source> sources;
  private final List<NetworkSweep> sweeps;
  private final int points;
  private final int work;
  private final int coefficients;
  private final int norms;
  private final int scales;
  private final int seeds;

  /**
   * Plans what goes back.
   *
   * @param sources where each slot of the program is found
   * @param sweeps one for each network, which may be added later
   * @param points most points in a tile
   * @param work region of the program's registers
   * @param coefficients where the trainable coefficients start in θ
   */
  SetAdjoints(
      ResidualProgram program,
      List<Source> sources,
      List<NetworkSweep> sweeps,
      int points,
      int work,
      int coefficients,
      Arena arena) {
    this.program = program;
    this.sources = sources;
    this.sweeps = sweeps;
    this.points = points;
    this.work = work;
    this.coefficients = coefficients;
    norms = arena.take((long) program.equations() * points);
    scales = arena.take((long) program.equations() * points);
    seeds = arena.take(points);
  }

  /** Where the row scales of an equation lie [n]. */
  int scales(int equation) {
    return scales + equation * points;
  }

  /** Where the row norms of an equation lie [n]. */
  int norms(int equation) {
    return norms + equation * points;
  }

  /** Sweeps back the adjoints of one equation, without row scales, into the tile's sink. */
  void backward(Tile tile, int equation) {
    tile.norms = Tile.NO_NORMS;
    for (int s = 0; s < sweeps.size(); s++) {
      sweeps.get(s).output().clearSeeds(tile);
      addSeeds(tile, s, equation, false, false);
      sweeps.get(s).backward(tile);
    }
  }

  /** Sweeps back the adjoints of all equations, which carry the row scales, into the gradient. */
  void backward(Tile tile) {
    tile.sink = Sink.GRADIENT;
    tile.norms = Tile.NO_NORMS;
    for (int s = 0; s < sweeps.size(); s++) {
      sweeps.get(s).output().clearSeeds(tile);
      for (int e = 0; e < program.equations(); e++) {
        addSeeds(tile, s, e, true, false);
      }
      sweeps.get(s).backward(tile);
    }
  }

  /** The same with the row norms of each equation. */
  void normedBackward(Tile tile) {
    Arrays.fill(tile.w, norms, norms + program.equations() * points, 0);
    for (int s = 0; s < sweeps.size(); s++) {
      NetworkSweep sweep = sweeps.get(s);
      if (sweep.isSystem()) {
        sweep.clearSystem(tile);
        for (int e = 0; e < program.equations(); e++) {
          addSeeds(tile, s, e, true, true);
        }
        tile.norms = norms;
        sweep.systemBackward(tile);
      } else {
        backwardOneByOne(tile, s);
      }
    }
  }

  private void backwardOneByOne(Tile tile, int s) {
    NetworkSweep sweep = sweeps.get(s);
    for (int e = 0; e < program.equations(); e++) {
      if (sweep.uses(e)) {
        sweep.output().clearSeeds(tile);
        addSeeds(tile, s, e, true, false);
        tile.norms = norms(e);
        sweep.backward(tile, e);
      }
    }
  }

  /**
   * Adds ∂F/∂u_α of an equation to the adjoints of a network's outputs.
   *
   * @param scaled whether times the row scales
   * @param together whether to those of the equation alone, of all that are swept back together
   */
  private void addSeeds(Tile tile, int s, int equation, boolean scaled, boolean together) {
    NetworkSweep sweep = sweeps.get(s);
    int[] slots = program.slotsOf(equation);
    for (int k = 0; k < slots.length; k++) {
      Source source = sources.get(slots[k]);
      if (source.sweep() == s) {
        int from = scaled ? scaledSeeds(tile, equation, k) : partial(equation, k);
        if (together) {
          sweep.addSeeds(tile, equation, source.channel(), source.output(), from);
        } else {
          sweep.output().addSeeds(tile, source.channel(), source.output(), from);
        }
      }
    }
  }

  /** Where ∂F/∂u_α lies for the k-th slot of an equation [n]. */
  int partial(int equation, int k) {
    return work + program.partialRegister(equation, k) * points;
  }

  /** The same times the row scales. */
  private int scaledSeeds(Tile tile, int equation, int k) {
    double[] w = tile.w;
    int scale = scales(equation);
    int partial = partial(equation, k);
    for (int p = 0; p < tile.n; p++) {
      w[seeds + p] = w[scale + p] * w[partial + p];
    }
    return seeds;
  }

  /** Adds s_j ∂F_j/∂c to the gradient for the trainable coefficients of an equation. */
  void addCoefficientGradient(Tile tile, int equation) {
    int[] used = program.coefficientsOf(equation);
    for (int k = 0; k < used.length; k++) {
      int partial = work + program.coefficientRegister(equation, k) * points;
      int to = tile.gradientOff + coefficients + used[k];
      tile.gradient[to] += OPS.dot(tile.n, tile.w, scales(equation), tile.w, partial);
    }
  }

  /** Adds (∂F_j/∂c)² to the row norms. */
  void addCoefficientNorms(Tile tile, int equation) {
    int norm = norms(equation);
    for (int k = 0; k < program.coefficientsOf(equation).length; k++) {
      int partial = work + program.coefficientRegister(equation, k) * points;
      for (int p = 0; p < tile.n; p++) {
        double d = tile.w[partial + p];
        tile.w[norm + p] = Math.fma(d, d, tile.w[norm + p]);
      }
    }
  }

  /**
   * Writes ∂F_j/∂c into each residual's row.
   *
   * @param offset of the first coefficient in the first row; rows are {@code stride} apart
   */
  void writeCoefficientRows(Tile tile, int equation, double[] rows, int offset, int stride) {
    int[] used = program.coefficientsOf(equation);
    for (int k = 0; k < used.length; k++) {
      int partial = work + program.coefficientRegister(equation, k) * points;
      for (int p = 0; p < tile.n; p++) {
        rows[offset + p * stride + used[k]] = tile.w[partial + p];
      }
    }
  }
}
