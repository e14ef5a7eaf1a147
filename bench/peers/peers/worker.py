"""The peers' end of the line protocol, the same that Poise's Requests speaks.

A worker says `ready NAME…`, its variants. Then each line asks for something, and gets one line for an answer:
    check NAME DIRECTORY   writes what the variant computes at the first parameters as .npy files: `done`
    go NAME N              repeats the work N times: the seconds
    drop NAME              forgets the variant: `done`
What cannot be done is answered with `failed REASON`.
"""

import gc
import os
import sys
import time
from pathlib import Path
from typing import Callable, Protocol

import numpy as np


class Variant(Protocol):
    def check(self) -> dict[str, np.ndarray]: ...

    def repeat(self, n: int) -> None: ...


class CannotBeDone(Exception):
    """Why a variant cannot do the work, as a sentence."""


def require_memory(numbers: float, size: int) -> None:
    """Refuses arrays of so many numbers that would take more than half of the free memory."""
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if numbers * size > free / 2:
        raise CannotBeDone(f"would take {numbers * size / 1e9:.0f} GB of memory")


def serve(factories: dict[str, Callable[[], Variant]]) -> None:
    """Answers requests until the input ends. Variants are made when they are first asked for."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what libraries print must not be taken for an answer
    made: dict[str, Variant] = {}
    print("ready", *factories, file=answers)
    for line in sys.stdin:
        verb, name, *rest = line.strip().split(maxsplit=2)
        try:
            if verb == "drop":
                made.pop(name, None)
                gc.collect()
                print("done", file=answers)
                continue
            if name not in made:
                made[name] = factories[name]()
            if verb == "check":
                for key, value in made[name].check().items():
                    np.save(Path(rest[0]) / f"{key}.npy", value)
                print("done", file=answers)
            else:
                start = time.perf_counter()
                made[name].repeat(int(rest[0]))
                print(time.perf_counter() - start, file=answers)
        except Exception as e:  # a variant that fails is a result
            reason = " ".join(str(e).split())[:300]
            print("failed", reason if isinstance(e, CannotBeDone) else f"{type(e).__name__}: {reason}", file=answers)
