package org.poise.formula;

import java.util.Arrays;

/**
 * The loops behind {@link Opcode}: one for each operation, so that the work on an element holds no
 * call that depends on the operation. The output may be one of the inputs, but must not overlap
 * them otherwise.
 */
final class PlaneOps {
  private PlaneOps() {}

  /**
   * out = opcode(a, b) or out = opcode(a, s), whichever operands the operation has, at n points.
   */
  static void run(
      Opcode opcode,
      int n,
      double[] a,
      int aOff,
      double[] b,
      int bOff,
      double s,
      double[] out,
      int outOff) {
    switch (opcode) {
      case FILL -> Arrays.fill(out, outOff, outOff + n, s);
      case PLUS, MINUS, TIMES, DIVIDE, POWER, MIN, MAX, ATAN2 ->
          planes(opcode, n, a, aOff, b, bOff, out, outOff);
      case PLUS_SCALAR,
          MINUS_SCALAR,
          SCALAR_MINUS,
          TIMES_SCALAR,
          DIVIDE_SCALAR,
          SCALAR_DIVIDE,
          POWER_SCALAR,
          INTEGER_POWER ->
          scalar(opcode, n, a, aOff, s, out, outOff);
      default -> function(opcode, n, a, aOff, out, outOff);
    }
  }

  private static void planes(
      Opcode opcode, int n, double[] a, int aOff, double[] b, int bOff, double[] out, int outOff) {
    switch (opcode) {
      case PLUS -> {
        for (int p = 0, i = aOff, j = bOff, k = outOff; p < n; p++, i++, j++, k++) {
          out[k] = a[i] + b[j];
        }
      }
      case MINUS -> {
        for (int p = 0, i = aOff, j = bOff, k = outOff; p < n; p++, i++, j++, k++) {
          out[k] = a[i] - b[j];
        }
      }
      case TIMES -> {
        for (int p = 0, i = aOff, j = bOff, k = outOff; p < n; p++, i++, j++, k++) {
          out[k] = a[i] * b[j];
        }
      }
      case DIVIDE -> {
        for (int p = 0, i = aOff, j = bOff, k = outOff; p < n; p++, i++, j++, k++) {
          out[k] = a[i] / b[j];
        }
      }
      case POWER -> {
        for (int p = 0, i = aOff, j = bOff, k = outOff; p < n; p++, i++, j++, k++) {
          out[k] = StrictMath.pow(a[i], b[j]);
        }
      }
      case MIN -> {
        for (int p = 0, i = aOff, j = bOff, k = outOff; p < n; p++, i++, j++, k++) {
          out[k] = Math.min(a[i], b[j]);
        }
      }
      case MAX -> {
        for (int p = 0, i = aOff, j = bOff, k = outOff; p < n; p++, i++, j++, k++) {
          out[k] = Math.max(a[i], b[j]);
        }
      }
      case ATAN2 -> {
        for (int p = 0, i = aOff, j = bOff, k = outOff; p < n; p++, i++, j++, k++) {
          out[k] = StrictMath.atan2(a[i], b[j]);
        }
      }
      default -> throw new AssertionError(opcode);
    }
  }

  private static void scalar(
      Opcode opcode, int n, double[] a, int aOff, double s, double[] out, int outOff) {
    switch (opcode) {
      case PLUS_SCALAR -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = a[i] + s;
        }
      }
      case MINUS_SCALAR -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = a[i] - s;
        }
      }
      case SCALAR_MINUS -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = s - a[i];
        }
      }
      case TIMES_SCALAR -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = a[i] * s;
        }
      }
      case DIVIDE_SCALAR -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = a[i] / s;
        }
      }
      case SCALAR_DIVIDE -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = s / a[i];
        }
      }
      case POWER_SCALAR -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.pow(a[i], s);
        }
      }
      case INTEGER_POWER -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = Operator.power(a[i], (int) s);
        }
      }
      default -> throw new AssertionError(opcode);
    }
  }

  private static void function(
      Opcode opcode, int n, double[] a, int aOff, double[] out, int outOff) {
    switch (opcode) {
      case COPY -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = a[i];
        }
      }
      case NEGATE -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = -a[i];
        }
      }
      case SIN -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.sin(a[i]);
        }
      }
      case COS -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.cos(a[i]);
        }
      }
      case TAN -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.tan(a[i]);
        }
      }
      case ASIN -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.asin(a[i]);
        }
      }
      case ACOS -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.acos(a[i]);
        }
      }
      case ATAN -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.atan(a[i]);
        }
      }
      case SINH -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.sinh(a[i]);
        }
      }
      case COSH -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.cosh(a[i]);
        }
      }
      case TANH -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.tanh(a[i]);
        }
      }
      case EXP -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.exp(a[i]);
        }
      }
      case LOG -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.log(a[i]);
        }
      }
      case LOG10 -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = StrictMath.log10(a[i]);
        }
      }
      case SQRT -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = Math.sqrt(a[i]);
        }
      }
      case ABS -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = Math.abs(a[i]);
        }
      }
      case SIGN -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = Math.signum(a[i]);
        }
      }
      case STEP -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = Function.step(a[i]);
        }
      }
      case ERF -> {
        for (int p = 0, i = aOff, k = outOff; p < n; p++, i++, k++) {
          out[k] = ErrorFunction.erf(a[i]);
        }
      }
      default -> throw new AssertionError(opcode);
    }
  }
}
