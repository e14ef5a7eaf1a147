package org.poise.network;

/** Smooth functions of one number, which a {@link Layer.Expansion} makes of each of its inputs. */
public sealed interface Basis {
  /** How many there are. */
  int functions();

  /** T_0(tanh z) … T_degree(tanh z), with Chebyshev's polynomials of the first kind. */
  record Chebyshev(int degree) implements Basis {
    @Override
    public int functions() {
      return degree + 1;
    }
  }

  /** cos z and sin z. */
  record CosSin() implements Basis {
    @Override
    public int functions() {
      return 2;
    }
  }
}
