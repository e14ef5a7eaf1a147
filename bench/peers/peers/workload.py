"""What Poise exported: a network, its points, and what Poise computes from them."""

import json
from pathlib import Path

import numpy as np

from .equations import EQUATIONS, Equation, boundary


def layers(tensors: list[dict], theta: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """The pairs of weight [in × out] and bias [out] that a flat θ holds one after the other."""
    arrays, offset = [], 0
    for tensor in tensors:
        size = tensor["rows"] * tensor["columns"]
        array = theta[offset : offset + size]
        weight = tensor["name"].endswith(".weight")
        arrays.append(array.reshape(tensor["rows"], tensor["columns"]) if weight else array)
        offset += size
    return list(zip(arrays[::2], arrays[1::2], strict=True))


def flat(layers) -> np.ndarray:
    """The inverse of layers."""
    return np.concatenate([np.asarray(a).ravel() for pair in layers for a in pair])


class Workload:
    """One exported directory."""

    def __init__(self, directory: Path):
        self.directory = directory
        text = json.loads((directory / "workload.json").read_text())
        self.kind: str = text["kind"]
        self.rate: float = text["rate"]
        self.steps: int = text.get("steps", 0)
        self.theta = self.array("theta")
        self.tensors: list[dict] = text["tensors"]
        self.layers = layers(self.tensors, self.theta)
        inside = EQUATIONS[text["equation"]]
        self.coordinates = inside.coordinates
        self.terms: list[tuple[Equation, np.ndarray]] = [(inside, self.array("points-inside"))]
        if "boundary" in text.get("terms", []):
            self.terms.append((boundary(inside.coordinates), self.array("points-boundary")))

    def array(self, name: str) -> np.ndarray:
        return np.load(self.directory / f"{name}.npy")

    def omega(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """The probe of a sketch, in the shapes of the layers."""
        return layers(self.tensors, self.array("omega"))

    @property
    def rows(self) -> int:
        return sum(len(points) for _, points in self.terms)
