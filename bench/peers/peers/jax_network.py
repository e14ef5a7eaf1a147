"""A multilayer perceptron of tanh in JAX, and three ways to its derivatives by the coordinates."""

import jax
import jax.numpy as jnp
from jax.experimental import jet

from .equations import Equation


def mlp(layers, x):
    """u [points] of points [points × coordinates]."""
    for weight, bias in layers[:-1]:
        x = jnp.tanh(x @ weight + bias)
    weight, bias = layers[-1]
    return (x @ weight + bias)[:, 0]


def _direction(x, coordinate: int):
    return jnp.zeros_like(x).at[:, coordinate].set(1)


def forward(u, x, equation: Equation) -> dict:
    """Forward over forward mode, on the whole batch."""

    def derivative(name):
        f = u
        for coordinate in name:
            v = _direction(x, equation.coordinates.index(coordinate))
            f = lambda z, f=f, v=v: jax.jvp(f, (z,), (v,))[1]
        return f(x)

    return {name: derivative(name) for name in equation.derivatives}


def taylor(u, x, equation: Equation) -> dict:
    """Taylor mode: one jet along each coordinate, as far as its highest derivative. No mixed derivatives."""
    values = {}
    for coordinate in sorted(set("".join(equation.derivatives))):
        order = max(name.count(coordinate) for name in equation.derivatives)
        v = _direction(x, equation.coordinates.index(coordinate))
        value, series = jet.jet(u, (x,), ((v, *[jnp.zeros_like(x)] * (order - 1)),))
        values[""] = value
        values |= {coordinate * (k + 1): d for k, d in enumerate(series)}
    return values if values else {"": u(x)}


def reverse(u, x, equation: Equation) -> dict:
    """Nested reverse mode at one point, mapped over the points: how jaxpi does it."""

    def at_point(*z):
        return u(jnp.stack(z)[None])[0]

    columns = [x[:, i] for i in range(x.shape[1])]

    def derivative(name):
        f = at_point
        for coordinate in name:
            f = jax.grad(f, equation.coordinates.index(coordinate))
        return jax.vmap(f)(*columns)

    return {name: derivative(name) for name in equation.derivatives}


MODES = {"forward": forward, "taylor": taylor, "reverse": reverse}


def residuals(layers, x, equation: Equation, mode, network=mlp):
    """r [points]."""
    u = mode(lambda z: network(layers, z), x, equation)
    columns = {name: x[:, i] for i, name in enumerate(equation.coordinates)}
    return equation.residual(jnp, u, columns)
