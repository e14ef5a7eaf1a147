"""Writes faa-di-bruno.csv: derivatives of sin(z(x)) at x = 0, from computer algebra (sympy 1.14, mpmath 1.3).

z is the polynomial whose derivative of multi-index b at 0 is sin(1 + b0 + 2 b1 + 3 b2 + 5 b3), for every b up to
order 4. One row for each multi-index up to order 4 in 1 to 4 coordinates: the orders, then the derivative.
Run: python3 faa-di-bruno.py > faa-di-bruno.csv
"""
import itertools
import math
import sympy

STEPS = (1, 2, 3, 5)
ORDER = 4


def indices(dimension):
    every = itertools.product(range(ORDER + 1), repeat=dimension)
    return sorted((b for b in every if sum(b) <= ORDER), key=lambda b: (sum(b), tuple(-k for k in b)))


for dimension in range(1, 5):
    x = sympy.symbols(f"x:{dimension}")
    names = {b: sympy.Symbol("z" + "".join(map(str, b))) for b in indices(dimension)}
    z = sum(
        names[b] * sympy.prod(v**k for v, k in zip(x, b)) / math.prod(map(math.factorial, b)) for b in names
    )
    numbers = {
        names[b]: sympy.sin(1 + sum(s * k for s, k in zip(STEPS, b))).evalf(40) for b in names
    }
    for alpha in indices(dimension):
        derivative = sympy.sin(z)
        for v, k in zip(x, alpha):
            derivative = sympy.diff(derivative, v, k) if k else derivative
        at_zero = derivative.subs({v: 0 for v in x})
        print(" ".join(map(str, alpha)), sympy.N(at_zero.subs(numbers), 20), sep=",")
