"""The residuals, stated once for all peers; Equation.java and the problem files state the same ones for Poise.

A residual is a function of the array module (jax.numpy or torch), the derivatives of u by name ("" is u itself,
"xx" is u_xx) and the coordinates by name, each [points].
"""

from dataclasses import dataclass
from math import pi
from typing import Any, Callable


@dataclass(frozen=True)
class Equation:
    coordinates: str
    derivatives: tuple[str, ...]
    residual: Callable[[Any, dict, dict], Any]


def _product(m, x, names):
    product = m.sin(pi * x[names[0]])
    for name in names[1:]:
        product = product * m.sin(pi * x[name])
    return product


def _beam(m, u, x):
    return u["tt"] + u["xxxx"] - (pi**4 - 4 * pi**2) * m.sin(pi * x["x"]) * m.cos(2 * pi * x["t"])


def _laplace(u, names):
    return sum(u[n + n] for n in names)


EQUATIONS = {
    "regression": Equation("xy", ("",), lambda m, u, x: u[""] - m.sin(pi * x["x"]) * m.cos(pi * x["y"])),
    "poisson1d": Equation("x", ("xx",), lambda m, u, x: u["xx"] + pi**2 * m.sin(pi * x["x"])),
    "poisson2d": Equation(
        "xy", ("xx", "yy"), lambda m, u, x: _laplace(u, "xy") + 2 * pi**2 * _product(m, x, "xy")
    ),
    "poisson4d": Equation(
        "wxyz",
        ("ww", "xx", "yy", "zz"),
        lambda m, u, x: _laplace(u, "wxyz") + 4 * pi**2 * _product(m, x, "wxyz"),
    ),
    "beam": Equation("xt", ("tt", "xxxx"), _beam),
}


def boundary(coordinates: str) -> Equation:
    """u = 0."""
    return Equation(coordinates, ("",), lambda m, u, x: u[""])
