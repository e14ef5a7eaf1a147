"""Does a workload in JAX: python -m peers.jax_worker DIRECTORY"""

import sys
from functools import partial
from pathlib import Path

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np

from . import jax_training as training
from .jax_network import MODES, mlp, residuals
from .worker import Variant, require_memory, serve
from .workload import Workload, flat

PRECISIONS = {"": np.float64, "-single": np.float32}


def _on_device(workload: Workload, dtype):
    layers = [(jnp.asarray(w, dtype), jnp.asarray(b, dtype)) for w, b in workload.layers]
    points = [jnp.asarray(x, dtype) for _, x in workload.terms]
    return layers, points


class Steps:
    """Training steps: plain, with exact NTK weights, or with a sketch."""

    def __init__(self, workload: Workload, dtype, mode, weigh):
        self.workload = workload
        equations = [equation for equation, _ in workload.terms]

        def terms(layers, points):
            return [residuals(layers, x, e, mode) for e, x in zip(equations, points, strict=True)]

        self.losses = training.losses(terms)
        self.weigh = weigh
        self.estimator = weigh(terms, equations, mode) if weigh else None
        self.step = training.step(self.losses, self.estimator, workload.rate)
        layers, self.points = _on_device(workload, dtype)
        self.state = training.start(layers, self.points, self.estimator, dtype)

    def check(self):
        layers, _ = _on_device(self.workload, self.points[0].dtype)
        ones = jnp.ones(len(self.points), self.points[0].dtype)
        (loss, _), gradient = jax.jit(jax.value_and_grad(self.losses, has_aux=True))(layers, self.points, ones)
        result = {"loss": np.array([loss]), "gradient": flat(gradient)}
        if self.estimator:
            omega = self._omega(layers)
            result["traces"] = np.asarray(jax.jit(self.estimator.check)(layers, self.points, omega))
        if self.workload.steps:
            self.repeat(self.workload.steps)
            result["after"] = flat(self.state.layers)
        return result

    def _omega(self, layers):
        """The exported probe, in the shapes of the parameters."""
        if self.workload.kind != "sketch":
            return None
        return jax.tree.map(lambda a, w: jnp.asarray(w, a.dtype), layers, self.workload.omega())

    def repeat(self, n):
        for _ in range(n):
            self.state = self.step(self.state, self.points)
        jax.block_until_ready(self.state)


class Kernel:
    """K = J Jᵀ from per-sample gradients."""

    def __init__(self, workload: Workload, dtype, mode):
        equation, points = workload.terms[0]
        require_memory(3.0 * len(points) * workload.theta.size, np.dtype(dtype).itemsize)
        self.layers, (self.x,) = _on_device(workload, dtype)

        @jax.jit
        def kernel(layers, x):
            j = training.jacobian(layers, x, equation, mode)
            return j @ j.T

        self.kernel = kernel

    def check(self):
        return {"kernel": np.asarray(self.kernel(self.layers, self.x))}

    def repeat(self, n):
        for _ in range(n):
            self.kernel(self.layers, self.x).block_until_ready()


class Prediction:
    """u at the points."""

    def __init__(self, workload: Workload, dtype):
        self.layers, (self.x,) = _on_device(workload, dtype)
        self.predict = jax.jit(mlp)

    def check(self):
        return {"values": np.asarray(self.predict(self.layers, self.x))}

    def repeat(self, n):
        for _ in range(n):
            self.predict(self.layers, self.x).block_until_ready()


def variants(workload: Workload) -> dict:
    """The makers of all variants, by name."""
    makers: dict[str, partial[Variant]] = {}
    for suffix, dtype in PRECISIONS.items():
        if workload.kind == "predict":
            makers[f"jax{suffix}"] = partial(Prediction, workload, dtype)
            continue
        for name, mode in MODES.items():
            label = f"jax-{name}"
            match workload.kind:
                case "step":
                    makers[label + suffix] = partial(Steps, workload, dtype, mode, None)
                case "kernel":
                    makers[label + suffix] = partial(Kernel, workload, dtype, mode)
                case "ntk":
                    for how, weigh in training.EXACT.items():
                        makers[f"{label}-{how}{suffix}"] = partial(Steps, workload, dtype, mode, weigh)
                case "sketch":
                    for how, weigh in training.SKETCHES.items():
                        makers[f"{label}-{how}{suffix}"] = partial(Steps, workload, dtype, mode, weigh)
    return makers


if __name__ == "__main__":
    serve(variants(Workload(Path(sys.argv[1]))))
