package org.poise.linalg.internal;

/**
 * Elementary functions of one double made of additions, multiplications, fma, divisions and bit
 * shifts, so that they have the same bits interpreted, compiled and as SIMD. Each is within a few
 * units in the last place.
 */
final class Elementary {
  static final double LOG2E = 1.4426950408889634;
  static final double LN2_HIGH = 6.93147180369123816490e-01;
  static final double LN2_LOW = 1.90821492927058770002e-10;

  /** 1.5 · 2^52: adding it rounds to an integer, which then stands in the low bits. */
  static final double ROUND = 6755399441055744.0;

  /** Beyond this, e^x is 0 or overflows to infinity for what is asked here. */
  static final double EXP_LIMIT = 708.0;

  /**
   * Taylor coefficients of (e^r − 1 − r)/r² for |r| ≤ ln 2 / 2, highest power first: 1/14! … 1/2!.
   */
  static final double[] EXPM1 = {
    1.1470745597729725e-11,
    1.6059043836821613e-10,
    2.08767569878681e-9,
    2.505210838544172e-8,
    2.755731922398589e-7,
    2.7557319223985893e-6,
    2.48015873015873e-5,
    1.984126984126984e-4,
    1.388888888888889e-3,
    8.333333333333333e-3,
    4.1666666666666664e-2,
    0.16666666666666666,
    0.5
  };

  /** Coefficients of 2 atanh(s)/s in s² for s ≤ 1/3, highest power first: 2/35 … 2/3, 2. */
  static final double[] ATANH2 = {
    2.0 / 35, 2.0 / 33, 2.0 / 31, 2.0 / 29, 2.0 / 27, 2.0 / 25, 2.0 / 23, 2.0 / 21, 2.0 / 19,
    2.0 / 17, 2.0 / 15, 2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5, 2.0 / 3, 2.0
  };

  /**
   * Coefficients of (1 + 2y) e^(y²) erfc(y) in t = (y − 3.75)/(y + 3.75), highest power first: a
   * Chebyshev fit in the variable of Shepherd and Laframboise (doi
   * 10.1090/S0025-5718-1981-0595058-X), made with 60 digits.
   */
  static final double[] ERFCX = {
    4.2514714447963895e-10,
    3.1114333809799254e-10,
    -5.1739902140113095e-09,
    -3.744210080962018e-09,
    3.8675334242222354e-08,
    2.3263508708859124e-08,
    -2.5866850716155884e-07,
    -5.7218230603224086e-08,
    1.751637648849062e-06,
    -9.73559896736775e-07,
    -1.1444146237700524e-05,
    2.238423915508223e-05,
    5.164909889268241e-05,
    -0.0002901540805408417,
    0.0002937136655913448,
    0.0017556258528952954,
    -0.009746579558029276,
    0.028362277418956406,
    -0.05869339858963677,
    0.09230432116037748,
    -0.10880393014174886,
    0.0822767384901452,
    0.0035854154854644293,
    -0.14024059858554697,
    1.2375126308378275
  };

  /** Taylor coefficients of erf(x)/x in x² for |x| < 1, highest power first. */
  static final double[] ERF = {
    4.763348040515068e-18,
    -9.063970842808673e-17,
    1.6342614095367152e-15,
    -2.7835162072109215e-14,
    4.4632242632864775e-13,
    -6.7113668551641105e-12,
    9.422759064650411e-11,
    -1.2290555301717928e-09,
    1.4807192815879218e-08,
    -1.6365844691234924e-07,
    1.6462114365889248e-06,
    -1.492565035840625e-05,
    0.00012055332981789664,
    -0.0008548327023450853,
    0.005223977625442188,
    -0.026866170645131252,
    0.11283791670955126,
    -0.37612638903183754,
    1.1283791670955126
  };

  /** Beyond this, erf is ±1. */
  static final double ERF_LIMIT = 6;

  static final double TWO_OVER_SQRT_PI = 1.1283791670955126;
  static final double SQRT_HALF = 0.7071067811865476;
  static final double SQRT_HALF_OVER_PI = 0.3989422804014327;

  private Elementary() {}

  /** e^x − 1 for 0 ≤ x ≤ {@link #EXP_LIMIT}; NaN stays NaN. */
  static double expm1(double x) {
    double shifted = Math.fma(x, LOG2E, ROUND);
    double k = shifted - ROUND;
    double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    double q = EXPM1[0];
    for (int i = 1; i < EXPM1.length; i++) {
      q = Math.fma(q, r, EXPM1[i]);
    }
    double p = Math.fma(r * r, q, r);
    double power = Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) + 1023 << 52);
    return Math.fma(power, p, power - 1);
  }

  /** e^x for |x| ≤ {@link #EXP_LIMIT}; beyond, the value at the limit; NaN stays NaN. */
  static double exp(double x) {
    double clamped = Math.max(-EXP_LIMIT, Math.min(EXP_LIMIT, x));
    double shifted = Math.fma(clamped, LOG2E, ROUND);
    double k = shifted - ROUND;
    double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, clamped));
    double q = EXPM1[0];
    for (int i = 1; i < EXPM1.length; i++) {
      q = Math.fma(q, r, EXPM1[i]);
    }
    double p = Math.fma(r * r, q, r);
    double power = Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) + 1023 << 52);
    return Math.fma(power, p, power);
  }

  /** tanh x = m/(m + 2) with m = e^(2|x|) − 1, which keeps its accuracy near zero. */
  static double tanh(double x) {
    double m = expm1(Math.min(2 * Math.abs(x), 44));
    return Math.copySign(m / (m + 2), x);
  }

  /** 1/(1 + e^−x). */
  static double logistic(double x) {
    double e = exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  /** log(1 + e^x) = max(x, 0) + log(1 + e^−|x|). */
  static double softplus(double x) {
    double e = exp(-Math.abs(x));
    double s = e / (2 + e);
    double square = s * s;
    double q = ATANH2[0];
    for (int i = 1; i < ATANH2.length; i++) {
      q = Math.fma(q, square, ATANH2[i]);
    }
    return Math.fma(s, q, Math.max(x, 0));
  }

  /** φ(x), the density of the standard normal distribution. */
  static double normalDensity(double x) {
    return SQRT_HALF_OVER_PI * exp(-0.5 * x * x);
  }

  /** Φ(x), its distribution function, given φ(x). */
  static double normal(double x, double density) {
    // ½ erfc(y) = ½ e^(−y²) e^(y²) erfc(y), and φ(x) = e^(−y²)/√(2π)
    double tail = density * (0.5 / SQRT_HALF_OVER_PI) * erfcx(Math.abs(x) * SQRT_HALF);
    return x >= 0 ? 1 - tail : tail;
  }

  /** e^(y²) erfc(y) for y ≥ 0. */
  private static double erfcx(double y) {
    double t = (y - 3.75) / (y + 3.75);
    double q = ERFCX[0];
    for (int i = 1; i < ERFCX.length; i++) {
      q = Math.fma(q, t, ERFCX[i]);
    }
    return q / Math.fma(2, y, 1);
  }

  /** erf(x), given e^(−x²). */
  static double erf(double x, double gauss) {
    double square = x * x;
    double p = ERF[0];
    for (int i = 1; i < ERF.length; i++) {
      p = Math.fma(p, square, ERF[i]);
    }
    double tail = gauss * erfcx(Math.min(Math.abs(x), ERF_LIMIT));
    return Math.abs(x) < 1 ? x * p : Math.copySign(1 - tail, x);
  }

  /** Beyond this, sin and cos are those of {@link StrictMath}. */
  static final double SIN_LIMIT = 1e5;

  static final double TWO_OVER_PI = 0.6366197723675814;

  /** π/2 in three parts. */
  static final double PIO2_HIGH = 1.5707963267948966;

  static final double PIO2_MIDDLE = 6.123233995736766e-17;
  static final double PIO2_LOW = -1.4973849048591833e-33;

  /**
   * Taylor coefficients of (sin r − r)/r³ in r² for |r| ≤ π/4, highest power first: 1/17! … −1/3!.
   */
  static final double[] SIN = {
    2.8114572543455206e-15, -7.647163731819816e-13, 1.6059043836821613e-10, -2.505210838544172e-8,
    2.7557319223985893e-6, -1.984126984126984e-4, 8.333333333333333e-3, -0.16666666666666666
  };

  /** Taylor coefficients of (cos r − 1 + r²/2)/r⁴ in r², highest power first: 1/16! … 1/4!. */
  static final double[] COS = {
    4.779477332387385e-14,
    -1.1470745597729725e-11,
    2.08767569878681e-9,
    -2.755731922398589e-7,
    2.48015873015873e-5,
    -1.388888888888889e-3,
    4.1666666666666664e-2
  };

  /** sin and cos of {@code w[x]}, into {@code w[sin]} and {@code w[cos]}. */
  static void sinCos(double[] w, int x, int sin, int cos) {
    double value = w[x];
    if (!(Math.abs(value) <= SIN_LIMIT)) {
      w[sin] = StrictMath.sin(value);
      w[cos] = StrictMath.cos(value);
      return;
    }
    double shifted = Math.fma(value, TWO_OVER_PI, ROUND);
    double k = shifted - ROUND;
    double r = Math.fma(k, -PIO2_HIGH, value);
    r = Math.fma(k, -PIO2_MIDDLE, r);
    r = Math.fma(k, -PIO2_LOW, r);
    double square = r * r;
    double p = SIN[0];
    for (int i = 1; i < SIN.length; i++) {
      p = Math.fma(p, square, SIN[i]);
    }
    double q = COS[0];
    for (int i = 1; i < COS.length; i++) {
      q = Math.fma(q, square, COS[i]);
    }
    double s = Math.fma(r * square, p, r);
    double c = Math.fma(square * square, q, Math.fma(-0.5, square, 1));
    long quadrant = Double.doubleToRawLongBits(shifted);
    boolean odd = (quadrant & 1) != 0;
    w[sin] = withSign(odd ? c : s, quadrant);
    w[cos] = withSign(odd ? s : c, quadrant + 1);
  }

  /** −x in quadrants 2 and 3. */
  private static double withSign(double x, long quadrant) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) ^ (quadrant & 2) << 62);
  }
}
