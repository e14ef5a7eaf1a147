"""Does a workload in DeepXDE on PyTorch: python -m peers.deepxde_worker DIRECTORY THREADS

DeepXDE has no weights from the tangent kernel, so there are only plain steps and predictions.
"""

import os
import sys
from functools import partial
from pathlib import Path

os.environ["DDE_BACKEND"] = "pytorch"

import deepxde as dde
import numpy as np
import torch

from .equations import Equation
from .worker import serve
from .workload import Workload

PRECISIONS = {"": "float64", "-single": "float32"}


def residual(equation: Equation):
    """The residual of an equation, as DeepXDE's users write it."""

    def pde(x, y):
        def derivative(name):
            value = y
            if len(name) > 2:  # hessians of hessians; at most two derivatives come at once
                value, name = derivative(name[:-2]), name[-2:]
            where = [equation.coordinates.index(c) for c in name]
            match where:
                case []:
                    return value
                case [i]:
                    return dde.grad.jacobian(value, x, i=0, j=i)
                case [i, j]:
                    return dde.grad.hessian(value, x, i=i, j=j)

        u = {name: derivative(name) for name in equation.derivatives}
        return equation.residual(torch, u, {c: x[:, i : i + 1] for i, c in enumerate(equation.coordinates)})

    return pde


def network(layers) -> dde.nn.FNN:
    """DeepXDE's network with given parameters."""
    sizes = [layers[0][0].shape[0], *[weight.shape[1] for weight, _ in layers]]
    net = dde.nn.FNN(sizes, "tanh", "Glorot normal")
    with torch.no_grad():
        for linear, (weight, bias) in zip(net.linears, layers, strict=True):
            linear.weight.copy_(torch.tensor(weight.T))
            linear.bias.copy_(torch.tensor(bias))
    return net


def flat(net: dde.nn.FNN, of) -> np.ndarray:
    """What `of` gives for each parameter, in the order of θ."""
    arrays = [a for linear in net.linears for a in (of(linear.weight).T, of(linear.bias))]
    return np.concatenate([a.detach().numpy().ravel() for a in arrays])


class Model:
    """A workload as a DeepXDE model on its points."""

    def __init__(self, workload: Workload, precision: str):
        self.workload, self.precision = workload, precision
        self._use_precision()
        equation, points = workload.terms[0]
        d = points.shape[1]
        cube = dde.geometry.Hypercube([0] * d, [1] * d) if d > 1 else dde.geometry.Interval(0, 1)
        data = dde.data.PDE(cube, residual(equation), [], num_domain=0, anchors=points)
        self.net = network(workload.layers)
        self.model = dde.Model(data, self.net)
        self.model.compile("adam", lr=workload.rate)
        self.x, self.y, self.extra = data.train_next_batch()
        self.points = points.astype(precision)

    def _use_precision(self):
        """DeepXDE's precision is one for the whole process, and both variants may be alive."""
        if dde.config.default_float() != self.precision:
            dde.config.set_default_float(self.precision)

    def check(self):
        self._use_precision()
        if self.workload.kind == "predict":
            return {"values": self.model.predict(self.points)[:, 0]}
        _, losses = self.model.outputs_losses_train(self.x, self.y, self.extra)
        loss = losses.sum()
        self.model.opt.zero_grad()
        loss.backward()
        zero = torch.zeros
        gradient = flat(self.net, lambda p: zero(p.shape, dtype=p.dtype) if p.grad is None else p.grad)
        self.repeat(self.workload.steps)
        return {
            "loss": np.array([loss.item()]),
            "gradient": gradient,
            "after": flat(self.net, lambda p: p),
        }

    def repeat(self, n):
        self._use_precision()
        for _ in range(n):
            if self.workload.kind == "predict":
                self.model.predict(self.points)
            else:
                self.model.train_step(self.x, self.y, self.extra)


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[2]))
    workload = Workload(Path(sys.argv[1]))
    serve({f"deepxde{suffix}": partial(Model, workload, p) for suffix, p in PRECISIONS.items()})
