"""Whether a contender computes what Poise computes; nothing is timed before."""

from pathlib import Path

import numpy as np

DOUBLE = 1e-10
# The first order of a difference, and half of the digits.
DIFFERENCE = 1e-5
# Only to see that it is the same work: derivatives of order four lose what single precision has.
SINGLE = 1e-2
# Half of the digits of single precision.
SINGLE_DIFFERENCE = 1e-1


class Disagreement(Exception):
    """How far a variant is from Poise."""


def tolerance(variant: str, quantity: str) -> float:
    difference = quantity == "traces" and "-difference" in variant
    if variant.endswith("-single"):
        return SINGLE_DIFFERENCE if difference else SINGLE
    return DIFFERENCE if difference else DOUBLE


def distance(directory: Path, results: Path, quantity: str) -> float:
    """‖a − b‖ / ‖b‖; for the parameters after some steps, of what the steps have changed."""
    ours = np.load(directory / f"expected-{quantity}.npy")
    theirs = np.load(results / f"{quantity}.npy").astype(np.float64)
    if ours.shape != theirs.shape:
        raise Disagreement(f"{quantity} has shape {theirs.shape}, not {ours.shape}")
    start = np.load(directory / "theta.npy") if quantity == "after" else 0
    return float(np.linalg.norm(theirs - ours) / np.linalg.norm(ours - start))


def check(directory: Path, results: Path, variant: str) -> dict[str, float]:
    """The distances of all that Poise exported."""
    distances = {}
    for file in sorted(directory.glob("expected-*.npy")):
        quantity = file.stem.removeprefix("expected-")
        distances[quantity] = distance(directory, results, quantity)
        if not distances[quantity] <= tolerance(variant, quantity):
            raise Disagreement(
                f"the {quantity} of {variant} differs from Poise's by {distances[quantity]:.1e} of the norm,"
                f" more than {tolerance(variant, quantity):.0e}"
            )
    return distances
