"""What the peers' whole runs share: the command line, the schedule, and when to end."""

import argparse
import json
import time
from pathlib import Path
from typing import Protocol

import numpy as np

from .problems import MEASURE_EVERY, Problem


class Training(Protocol):
    """A library's side of a run."""

    def traces(self) -> np.ndarray:
        """Tr K_ii of every term on the points in force."""

    def prediction(self) -> np.ndarray:
        """u at the validation points."""

    def adam(self, rate: float, weights: np.ndarray) -> None:
        """One step, on new points where the problem asks for them."""

    def lbfgs(self, steps: int, weights: np.ndarray, every: int, measured) -> int:
        """So many steps without a memory of earlier ones, calling measured(steps) every so many; it may raise Done.
        Returns the steps taken: fewer if the line search ends."""


class Done(Exception):
    """The run is to end."""


class Watch:
    """Measures, and ends the run at its target, at its last step, or when time is up."""

    def __init__(self, problem: Problem, training: Training, arguments):
        self.problem, self.training, self.arguments = problem, training, arguments
        self.start = time.monotonic()
        self.steps, self.error = 0, float("nan")

    def measured(self, steps: int) -> None:
        self.steps = steps
        self.error = self.problem.error(self.training.prediction())
        if self.error <= self.arguments.target or time.monotonic() - self.start > 60 * self.arguments.minutes:
            raise Done


def train(problem: Problem, training: Training, arguments) -> Watch:
    """Adam, then L-BFGS, with weights from the tangent kernel as often as the problem says."""
    watch = Watch(problem, training, arguments)
    every = problem.definition.weigh_every
    weights = problem.weights(training.traces())
    total = problem.adam_steps + problem.definition.lbfgs_steps
    last = min(total, arguments.steps or total)
    step = 0
    try:
        while step < min(last, problem.adam_steps):
            if step % MEASURE_EVERY == 0:
                watch.measured(step)
            if step % every == 0 and step > 0:
                weights = problem.weights(training.traces())
            training.adam(problem.rate(step), weights)
            step += 1
        while step < last:
            if step % every == 0:
                weights = problem.weights(training.traces())
            chunk = min(every - step % every, last - step)
            first = step
            taken = training.lbfgs(chunk, weights, MEASURE_EVERY, lambda k, first=first: watch.measured(first + k))
            if taken == 0:
                break
            step += taken
        watch.measured(step)
    except Done:
        pass
    return watch


def main(make) -> None:
    """Runs a library's training and prints how it ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("problem")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--target", type=float, default=0)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--eager", action="store_true", help="PyTorch: without a compiler")
    arguments = parser.parse_args()
    problem = Problem(arguments.problem, arguments.directory)
    watch = train(problem, make(problem, arguments), arguments)
    print(json.dumps({"steps": watch.steps, "error": watch.error, "reached": watch.error <= arguments.target}))
