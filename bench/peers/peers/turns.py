"""Times contenders in turns, so that a processor that is slow for a while is slow for all of them."""

import time
from dataclasses import dataclass

from .contender import Contender


@dataclass(frozen=True)
class Effort:
    """How long to measure: seconds of one turn, seconds of all turns, rounds, and seconds of warming up."""

    slice: float
    budget: float
    rounds: int
    least_rounds: int
    warm_up: float


FULL = Effort(slice=0.3, budget=60, rounds=30, least_rounds=5, warm_up=10)
QUICK = Effort(slice=0.05, budget=5, rounds=5, least_rounds=3, warm_up=1)

# Between turns, so that threads of the one before stop spinning.
PAUSE = 0.02


def trial(contender: Contender, variant: str, effort: Effort) -> float:
    """Seconds for one repetition, roughly, after as many as make it warm."""
    seconds = contender.go(variant, 1)
    for _ in range(3):
        seconds = contender.go(variant, _repetitions(seconds, effort))
    return seconds


def warm(contender: Contender, variant: str, effort: Effort) -> None:
    end = time.monotonic() + effort.warm_up
    while time.monotonic() < end:
        contender.go(variant, 1)


def _repetitions(seconds: float, effort: Effort) -> int:
    return max(1, round(effort.slice / seconds))


def take(entries: list[tuple[Contender, str, float]], effort: Effort) -> dict[str, list[float]]:
    """Seconds of every variant in every round; entries are contender, variant and seconds as tried."""
    round_time = sum(max(effort.slice, seconds) for _, _, seconds in entries)
    rounds = min(effort.rounds, max(effort.least_rounds, int(effort.budget / round_time)))
    times: dict[str, list[float]] = {variant: [] for _, variant, _ in entries}
    for r in range(rounds):
        # Who comes first changes, since the first of a round follows on another contender each time.
        k = r % len(entries)
        for contender, variant, seconds in entries[k:] + entries[:k]:
            time.sleep(PAUSE)
            times[variant].append(contender.go(variant, _repetitions(seconds, effort)))
    return times
