"""A multilayer perceptron of tanh in PyTorch, and three ways to its derivatives by the coordinates."""

import torch
from torch.func import grad, jvp

from .equations import Equation


def mlp(layers, x):
    """u [points] of points [points × coordinates]."""
    for weight, bias in layers[:-1]:
        x = torch.tanh(torch.addmm(bias, x, weight))
    weight, bias = layers[-1]
    return torch.addmm(bias, x, weight)[:, 0]


def _direction(x, coordinate: int):
    v = torch.zeros_like(x)
    v[:, coordinate] = 1
    return v


def forward(u, x, equation: Equation) -> dict:
    """Forward over forward mode."""

    def derivative(name):
        f = u
        for coordinate in name:
            v = _direction(x, equation.coordinates.index(coordinate))
            f = lambda z, f=f, v=v: jvp(f, (z,), (v,))[1]
        return f(x)

    return {name: derivative(name) for name in equation.derivatives}


def reverse(u, x, equation: Equation) -> dict:
    """Nested reverse mode on the batch, whose points do not depend on each other: how DeepXDE does it."""
    x = x.detach().requires_grad_()
    known = {"": u(x)}

    def derivative(name):
        if name not in known:
            inner = derivative(name[:-1])
            i = equation.coordinates.index(name[-1])
            known[name] = torch.autograd.grad(inner.sum(), x, create_graph=True)[0][:, i]
        return known[name]

    return {name: derivative(name) for name in equation.derivatives}


def functional(u, x, equation: Equation) -> dict:
    """Nested reverse mode by function transforms, which can be compiled and mapped over points."""

    def derivative(name):
        f = u
        for coordinate in name:
            i = equation.coordinates.index(coordinate)
            f = lambda z, f=f, i=i: grad(lambda y: f(y).sum())(z)[:, i]
        return f(x)

    return {name: derivative(name) for name in equation.derivatives}


def residuals(layers, x, equation: Equation, mode, network=mlp):
    """r [points]."""
    u = mode(lambda z: network(layers, z), x, equation)
    columns = {name: x[:, i] for i, name in enumerate(equation.coordinates)}
    return equation.residual(torch, u, columns)
