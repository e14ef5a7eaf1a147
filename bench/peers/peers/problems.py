"""The problem files that are trained as a whole, as the peers state them, from what Poise exported."""

import json
from dataclasses import dataclass
from math import pi
from pathlib import Path

import numpy as np

from .equations import Equation
from .workload import layers

ADAM_STEPS = {"wave1d-small": 20_000, "allen-cahn": 500}
MEASURE_EVERY = 100


@dataclass(frozen=True)
class Term:
    """An equation on a point set, with the index of the group whose weight it has."""

    equation: Equation
    points: str
    group: int


@dataclass(frozen=True)
class Definition:
    """What a problem file says beside its points and its network."""

    terms: tuple[Term, ...]
    rate: float
    decay_every: int
    weigh_every: int
    convention: str
    lbfgs_steps: int
    # New points at every step, uniform: the fixed coordinates of each set; None where points stay.
    faces: dict[str, dict[int, float]] | None


def _value(target):
    return Equation("xt", ("",), lambda m, u, x: u[""] - target(m, x))


_ZERO = Equation("xt", ("",), lambda m, u, x: u[""])

DEFINITIONS = {
    "wave1d-small": Definition(
        terms=(
            Term(Equation("xt", ("tt", "xx"), lambda m, u, x: u["tt"] - 4 * u["xx"]), "inside", 0),
            Term(_value(lambda m, x: m.sin(pi * x["x"]) + m.sin(4 * pi * x["x"]) / 2), "start", 1),
            Term(Equation("xt", ("t",), lambda m, u, x: u["t"]), "start", 2),
            Term(_ZERO, "left", 1),
            Term(_ZERO, "right", 1),
        ),
        rate=1e-3,
        decay_every=1000,
        weigh_every=100,
        convention="wang",
        lbfgs_steps=0,
        faces={"inside": {}, "start": {1: 0.0}, "left": {0: 0.0}, "right": {0: 1.0}},
    ),
    "allen-cahn": Definition(
        terms=(
            Term(
                Equation(
                    "xt",
                    ("", "t", "xx"),
                    lambda m, u, x: u["t"] - 1e-4 * u["xx"] + 5 * u[""] ** 3 - 5 * u[""],
                ),
                "inside",
                0,
            ),
            Term(_value(lambda m, x: x["x"] ** 2 * m.cos(pi * x["x"])), "start", 1),
        ),
        rate=5e-3,
        decay_every=100,
        weigh_every=1000,
        convention="jaxpi",
        lbfgs_steps=3000,
        faces=None,
    ),
}
DECAY = 0.9


class Problem:
    """A problem with its first parameters, embeddings, points and validation values."""

    def __init__(self, name: str, directory: Path):
        self.directory = directory
        self.definition = DEFINITIONS[name]
        self.adam_steps = ADAM_STEPS[name]
        self.groups = 1 + max(term.group for term in self.definition.terms)
        self.tensors: list[dict] = json.loads((directory / "problem.json").read_text())["tensors"]
        self.layers = layers(self.tensors, self.array("theta"))
        self.mean: list[float] = self.array("mean").tolist()
        self.deviation: list[float] = self.array("deviation").tolist()
        periods = self._optional("periods")
        self.periods: list[float] = [0.0] * len(self.mean) if periods is None else periods.tolist()
        self.frequencies = self._optional("frequencies")
        self.points = {term.points: self.array(f"points-{term.points}") for term in self.definition.terms}
        self.validation_points = self.array("validation-points")
        self.validation_values = self.array("validation-values")[:, 0]
        counts = np.zeros(self.groups)
        for term in self.definition.terms:
            counts[term.group] += len(self.points[term.points])
        self.counts = counts

    def array(self, name: str) -> np.ndarray:
        return np.load(self.directory / f"{name}.npy")

    def _optional(self, name: str) -> np.ndarray | None:
        return self.array(name) if (self.directory / f"{name}.npy").exists() else None

    def embed(self, m, stack, x, frequencies):
        """What enters the first layer, with the functions of an array module; see docs/run-directory.md."""
        columns = []
        for i in range(x.shape[1]):
            if self.periods[i] > 0:
                angle = x[:, i] * (2 * pi / self.periods[i])
                columns += [m.cos(angle), m.sin(angle)]
            else:
                columns.append((x[:, i] - self.mean[i]) / self.deviation[i])
        z = stack(columns, 1)
        if frequencies is None:
            return z
        angles = z @ frequencies
        return m.concatenate([m.cos(angles), m.sin(angles)], 1)

    def weights(self, traces: np.ndarray) -> np.ndarray:
        """The weights of the groups from the traces of the terms."""
        kappa = np.zeros(self.groups)
        for term, trace in zip(self.definition.terms, traces, strict=True):
            kappa[term.group] += trace
        if self.definition.convention == "wang":
            return kappa.sum() / kappa
        kappa /= self.counts
        return kappa.mean() / kappa

    def error(self, u: np.ndarray) -> float:
        """The relative L2 error of values at the validation points."""
        return float(np.linalg.norm(u - self.validation_values) / np.linalg.norm(self.validation_values))

    def rate(self, step: int) -> float:
        return self.definition.rate * DECAY ** (step / self.definition.decay_every)
