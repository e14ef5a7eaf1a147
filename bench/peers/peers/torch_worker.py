"""Does a workload in PyTorch: python -m peers.torch_worker DIRECTORY THREADS"""

import sys
from functools import partial
from pathlib import Path

import numpy as np
import torch

from . import torch_training as training
from .torch_network import forward, functional, mlp, reverse
from .worker import Variant, require_memory, serve
from .workload import Workload, flat

PRECISIONS = {"": torch.float64, "-single": torch.float32}
EAGER = {"eager-reverse": reverse, "eager-forward": forward}
COMPILED = {"compiled-forward": forward, "compiled-reverse": functional}
# Per-sample gradients are mapped over points, which only function transforms allow.
MAPPED = {"eager-reverse": functional, "eager-forward": forward} | COMPILED
# A sketch's tangent is a function transform too.
TANGENT = {"eager-forward": forward, "compiled-forward": forward}


def _compiler(label: str):
    if label.startswith("compiled"):
        return partial(torch.compile, fullgraph=True, dynamic=False)
    return lambda f: f


class Steps:
    """Training steps: plain, with exact NTK weights, or with a sketch."""

    def __init__(self, workload: Workload, dtype, label, mode, weigh):
        self.workload, self.dtype = workload, dtype
        equations = [equation for equation, _ in workload.terms]
        compiled = _compiler(label)
        self.loss = compiled(training.losses(training.terms(equations, mode)))
        self.estimator = weigh(equations, mode, compiled) if weigh else None
        self.points = [torch.tensor(x, dtype=dtype) for _, x in workload.terms]
        self.layers = training.parameters(workload.layers, dtype)
        self.optimizer = torch.optim.Adam(training.leaves(self.layers), lr=workload.rate, fused=True)
        self.weights = torch.ones(len(self.points), dtype=dtype)
        self.started = False

    def check(self):
        loss, _ = self.loss(self.layers, self.points, self.weights)
        gradient = torch.autograd.grad(loss, training.leaves(self.layers), allow_unused=True)
        whole = [
            torch.zeros_like(a) if g is None else g
            for a, g in zip(training.leaves(self.layers), gradient, strict=True)
        ]
        result = {"loss": np.array([loss.item()]), "gradient": np.concatenate([g.numpy().ravel() for g in whole])}
        if self.estimator:
            result["traces"] = self.estimator.check(self.layers, self.points, self._omega()).detach().numpy()
        if self.workload.steps:
            self.repeat(self.workload.steps)
            result["after"] = flat(training.detached(self.layers))
        return result

    def _omega(self):
        """The exported probe, in the shapes of the parameters."""
        if self.workload.kind != "sketch":
            return None
        return [tuple(torch.tensor(a, dtype=self.dtype) for a in pair) for pair in self.workload.omega()]

    def repeat(self, n):
        if self.estimator and not self.started:
            # As in Poise, the first weights are those of the first parameters, and new ones hold from the next step on.
            _, r = self.loss(self.layers, self.points, self.weights)
            self.weights = self.estimator.weights(self.layers, self.points, r)
        self.started = True
        for _ in range(n):
            self.optimizer.zero_grad()
            loss, r = self.loss(self.layers, self.points, self.weights)
            loss.backward()
            if self.estimator:
                self.weights = self.estimator.weights(self.layers, self.points, r)
            self.optimizer.step()


class Kernel:
    """K = J Jᵀ from per-sample gradients."""

    def __init__(self, workload: Workload, dtype, label, mode):
        equation, points = workload.terms[0]
        require_memory(3.0 * len(points) * workload.theta.size, dtype.itemsize)
        self.layers = training.detached(training.parameters(workload.layers, dtype))
        self.x = torch.tensor(points, dtype=dtype)
        self.jacobian = _compiler(label)(lambda layers, x: training.jacobian(layers, x, equation, mode))

    def kernel(self):
        j = self.jacobian(self.layers, self.x)
        return j @ j.T

    def check(self):
        return {"kernel": self.kernel().numpy()}

    def repeat(self, n):
        for _ in range(n):
            self.kernel()


class Prediction:
    """u at the points."""

    def __init__(self, workload: Workload, dtype, label):
        self.layers = training.detached(training.parameters(workload.layers, dtype))
        self.x = torch.tensor(workload.terms[0][1], dtype=dtype)
        self.mlp = _compiler(label)(mlp)

    def check(self):
        with torch.inference_mode():
            return {"values": self.mlp(self.layers, self.x).numpy()}

    def repeat(self, n):
        with torch.inference_mode():
            for _ in range(n):
                self.mlp(self.layers, self.x)


def variants(workload: Workload) -> dict:
    """The makers of all variants, by name."""
    makers: dict[str, partial[Variant]] = {}
    for suffix, dtype in PRECISIONS.items():
        match workload.kind:
            case "step":
                for label, mode in (EAGER | COMPILED).items():
                    makers[f"torch-{label}{suffix}"] = partial(Steps, workload, dtype, label, mode, None)
            case "ntk":
                for label, mode in MAPPED.items():
                    for how, weigh in training.EXACT.items():
                        makers[f"torch-{label}-{how}{suffix}"] = partial(Steps, workload, dtype, label, mode, weigh)
            case "sketch":
                for label, mode in TANGENT.items():
                    for how, weigh in training.SKETCHES.items():
                        makers[f"torch-{label}-{how}{suffix}"] = partial(Steps, workload, dtype, label, mode, weigh)
            case "kernel":
                for label, mode in MAPPED.items():
                    makers[f"torch-{label}{suffix}"] = partial(Kernel, workload, dtype, label, mode)
            case "predict":
                for label in ("eager", "compiled"):
                    makers[f"torch-{label}{suffix}"] = partial(Prediction, workload, dtype, label)
    return makers


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[2]))
    serve(variants(Workload(Path(sys.argv[1]))))
