"""Losses, traces of the tangent kernel and training steps in PyTorch."""

from functools import partial

import torch
from torch.func import grad, jvp, vmap

from .torch_network import mlp, residuals

MOMENTUM = 0.9


def leaves(layers) -> list[torch.Tensor]:
    return [a for pair in layers for a in pair]


def pairs(arrays) -> list[tuple[torch.Tensor, torch.Tensor]]:
    return list(zip(arrays[::2], arrays[1::2], strict=True))


def parameters(layers, dtype):
    """Leaves of the graph, from arrays."""
    return [tuple(torch.tensor(a, dtype=dtype).requires_grad_() for a in pair) for pair in layers]


def detached(layers):
    return [tuple(a.detach() for a in pair) for pair in layers]


def terms(equations, mode, network=mlp):
    """r of every term, as a function of parameters and points."""

    def all_terms(layers, points):
        return [residuals(layers, x, e, mode, network) for e, x in zip(equations, points, strict=True)]

    return all_terms


def losses(terms):
    """The loss Σ λ_i mean r_i², and the residuals of the terms beside it."""

    def loss(layers, points, weights):
        r = terms(layers, points)
        return sum(w * term.square().mean() for w, term in zip(weights, r, strict=True)), r

    return loss


def wang(traces):
    """λ_i = Σ_j κ_j / κ_i (doi:10.1016/j.jcp.2021.110768)."""
    return traces.sum() / traces


def _rows(layers, x, equation, mode, network):
    def at_point(arrays, z):
        return residuals(pairs(arrays), z[None], equation, mode, network)[0]

    return vmap(grad(at_point), (None, 0))(leaves(layers), x)


def jacobian(layers, x, equation, mode, network=mlp):
    """J [points × parameters] from per-sample gradients."""
    return torch.cat([g.flatten(1) for g in _rows(layers, x, equation, mode, network)], 1)


def per_sample_trace(layers, x, equation, mode, network=mlp):
    """Tr K_ii from per-sample gradients of the whole batch."""
    return sum(g.square().sum() for g in _rows(layers, x, equation, mode, network))


def dense_trace(layers, x, equation, mode, network=mlp):
    """Tr K_ii from the dense K_ii, as PINNsNTK does it."""
    j = jacobian(layers, x, equation, mode, network)
    return torch.trace(j @ j.T)


def exact_traces(trace, equations, mode, network=mlp):
    """Tr K_ii of every term, as a function of parameters and points."""

    def traces(layers, points):
        return torch.stack([trace(layers, x, e, mode, network) for e, x in zip(equations, points, strict=True)])

    return traces


class Exact:
    """Weights from exact traces."""

    def __init__(self, trace, equations, mode, compiled):
        self.traces = compiled(exact_traces(trace, equations, mode))

    def check(self, layers, points, _omega):
        return self.traces(detached(layers), points)

    def weights(self, layers, points, _residuals):
        return wang(self.traces(detached(layers), points))


def difference(terms, layers, points, r, omega):
    """J ω as a forward difference whose step balances rounding and remainder."""
    arrays = leaves(layers)
    norm = torch.sqrt(sum(a.square().sum() for a in arrays))
    h = torch.finfo(arrays[0].dtype).eps ** 0.5 * norm / sum(a.numel() for a in arrays) ** 0.5
    ahead = terms(pairs([a + h * w for a, w in zip(arrays, leaves(omega), strict=True)]), points)
    return [(b - a) / h for a, b in zip(r, ahead, strict=True)]


def tangent(terms, layers, points, _r, omega):
    """J ω by forward mode."""
    return jvp(lambda *arrays: terms(pairs(arrays), points), tuple(leaves(layers)), tuple(leaves(omega)))[1]


class Sketch:
    """Weights from T̂r K_ii = ‖J_i ω‖² with one new Rademacher probe a step, averaged over steps."""

    def __init__(self, derivative, equations, mode, compiled):
        self.terms = terms(equations, mode)

        def traces(layers, points, r, omega):
            return torch.stack([y.square().sum() for y in derivative(self.terms, layers, points, r, omega)])

        self.traces = compiled(traces)
        self.random = torch.Generator().manual_seed(1)
        self.average = None

    def check(self, layers, points, omega):
        layers = detached(layers)
        return self.traces(layers, points, [r.detach() for r in self.terms(layers, points)], omega)

    def weights(self, layers, points, r):
        layers = detached(layers)
        omega = [tuple(self._signs(a) for a in pair) for pair in layers]
        new = self.traces(layers, points, [a.detach() for a in r], omega).detach()
        self.average = new if self.average is None else MOMENTUM * self.average + (1 - MOMENTUM) * new
        return wang(self.average)

    def _signs(self, a):
        return torch.randint(2, a.shape, generator=self.random).to(a.dtype) * 2 - 1


EXACT = {"persample": partial(Exact, per_sample_trace), "dense": partial(Exact, dense_trace)}
SKETCHES = {"difference": partial(Sketch, difference), "tangent": partial(Sketch, tangent)}
