"""Losses, traces of the tangent kernel and training steps in JAX."""

from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from .jax_network import mlp, residuals

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
MOMENTUM = 0.9


class State(NamedTuple):
    """What a training step maps to the next one: parameters, Adam's moments, weights, the estimator's memory."""

    layers: Any
    m: Any
    v: Any
    t: Any
    weights: Any
    memory: Any


def losses(terms):
    """The loss Σ λ_i mean r_i², and the residuals of the terms beside it."""

    def loss(layers, points, weights):
        r = terms(layers, points)
        return sum(w * jnp.mean(term**2) for w, term in zip(weights, r, strict=True)), r

    return loss


def start(layers, points, estimator, dtype, groups: int | None = None) -> State:
    """The state before the first step; weights are those of the first parameters."""
    zeros = jax.tree.map(jnp.zeros_like, layers)
    weights, memory = jnp.ones(groups or len(points), dtype), None
    if estimator:
        weights, memory = estimator.start(layers, points)
    return State(layers, zeros, jax.tree.map(jnp.zeros_like, layers), jnp.zeros((), dtype), weights, memory)


def adam(state: State, gradient, rate):
    """Adam (arXiv:1412.6980, algorithm 1)."""
    t = state.t + 1
    m = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, state.m, gradient)
    v = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, state.v, gradient)
    length = rate / (1 - BETA1**t)
    correction = 1 / (1 - BETA2**t)
    layers = jax.tree.map(
        lambda x, m, v: x - length * m / (jnp.sqrt(v * correction) + EPSILON), state.layers, m, v
    )
    return state._replace(layers=layers, m=m, v=v, t=t)


def step(loss, estimator, rate: float):
    """A compiled step. As in Poise, new weights hold from the step after the one that measured them."""

    @partial(jax.jit, donate_argnums=0)
    def advance(state: State, points):
        (_, r), gradient = jax.value_and_grad(loss, has_aux=True)(state.layers, points, state.weights)
        weights, memory = state.weights, state.memory
        if estimator:
            weights, memory = estimator.update(state.layers, points, r, memory)
        return adam(state, gradient, rate)._replace(weights=weights, memory=memory)

    return advance


def wang(traces):
    """λ_i = Σ_j κ_j / κ_i (doi:10.1016/j.jcp.2021.110768)."""
    return jnp.sum(traces) / traces


def jacobian(layers, x, equation, mode, network=mlp):
    """J [points × parameters] from per-sample gradients."""
    rows = jax.tree.leaves(_rows(layers, x, equation, mode, network))
    return jnp.concatenate([g.reshape(len(x), -1) for g in rows], axis=1)


def _rows(layers, x, equation, mode, network):
    def at_point(layers, z):
        return residuals(layers, z[None], equation, mode, network)[0]

    return jax.vmap(jax.grad(at_point), (None, 0))(layers, x)


def per_sample_trace(layers, x, equation, mode, network=mlp):
    """Tr K_ii from per-sample gradients of the whole batch, as jaxpi does it."""
    return sum(jnp.sum(g**2) for g in jax.tree.leaves(_rows(layers, x, equation, mode, network)))


def dense_trace(layers, x, equation, mode, network=mlp):
    """Tr K_ii from the dense K_ii, as PINNsNTK does it."""
    j = jacobian(layers, x, equation, mode, network)
    return jnp.trace(j @ j.T)


class Exact:
    """Weights from exact traces."""

    def __init__(self, trace, terms, equations, mode):
        self.traces = lambda layers, points: jnp.stack(
            [trace(layers, x, e, mode) for e, x in zip(equations, points, strict=True)]
        )

    def check(self, layers, points, _omega):
        return self.traces(layers, points)

    def start(self, layers, points):
        return wang(jax.jit(self.traces)(layers, points)), None

    def update(self, layers, points, _residuals, memory):
        return wang(self.traces(layers, points)), memory


def difference(terms, layers, points, r, omega):
    """J ω as a forward difference whose step balances rounding and remainder."""
    leaves = jax.tree.leaves(layers)
    norm = jnp.sqrt(sum(jnp.sum(a**2) for a in leaves))
    h = jnp.sqrt(jnp.finfo(leaves[0].dtype).eps) * norm / jnp.sqrt(sum(a.size for a in leaves))
    ahead = terms(jax.tree.map(lambda a, w: a + h * w, layers, omega), points)
    return [(b - a) / h for a, b in zip(r, ahead, strict=True)]


def tangent(terms, layers, points, _r, omega):
    """J ω by forward mode."""
    return jax.jvp(lambda q: terms(q, points), (layers,), (omega,))[1]


class Sketch:
    """Weights from T̂r K_ii = ‖J_i ω‖² with one new Rademacher probe a step, averaged over steps."""

    def __init__(self, derivative, terms, _equations, _mode):
        def traces(layers, points, r, omega):
            return jnp.stack([jnp.sum(y**2) for y in derivative(terms, layers, points, r, omega)])

        self.terms, self.traces = terms, traces

    def check(self, layers, points, omega):
        return self.traces(layers, points, self.terms(layers, points), omega)

    def start(self, layers, points):
        memory = self._probe(layers, points, self.terms(layers, points), jax.random.key(1))
        return wang(memory[1]), memory

    def update(self, layers, points, r, memory):
        key, former = memory
        key, traces = self._probe(layers, points, r, key)
        traces = MOMENTUM * former + (1 - MOMENTUM) * traces
        return wang(traces), (key, traces)

    def _probe(self, layers, points, r, key):
        key, draw = jax.random.split(key)
        leaves, shape = jax.tree.flatten(layers)
        keys = jax.random.split(draw, len(leaves))
        omega = [jax.random.rademacher(k, a.shape, a.dtype) for k, a in zip(keys, leaves, strict=True)]
        return key, self.traces(layers, points, r, jax.tree.unflatten(shape, omega))


EXACT = {"persample": partial(Exact, per_sample_trace), "dense": partial(Exact, dense_trace)}
SKETCHES = {"difference": partial(Sketch, difference), "tangent": partial(Sketch, tangent)}
