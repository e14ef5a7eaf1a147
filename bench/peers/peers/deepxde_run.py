"""The first steps of wave1d-small in DeepXDE: python -m peers.deepxde_run PROBLEM DIRECTORY --steps N

All weights are 1, since DeepXDE has none from the tangent kernel; so there are no whole runs. DeepXDE imports its
backend, builds the model and trains, as its users do it.
"""

import argparse
import os
from pathlib import Path

os.environ["DDE_BACKEND"] = "pytorch"

import deepxde as dde
import numpy as np
import torch

from .deepxde_worker import network, residual
from .problems import Problem


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("problem")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    dde.config.set_default_float("float64")
    problem = Problem(arguments.problem, arguments.directory)
    inside, *conditions = problem.definition.terms
    operators = []
    for term in conditions:
        points = problem.points[term.points]
        of = residual(term.equation)
        operators.append(
            dde.icbc.PointSetOperatorBC(points, np.zeros((len(points), 1)), lambda x, y, _, of=of: of(x, y))
        )
    geometry = dde.geometry.GeometryXTime(dde.geometry.Interval(0, 1), dde.geometry.TimeDomain(0, 1))
    data = dde.data.TimePDE(geometry, residual(inside.equation), operators, anchors=problem.points[inside.points])
    net = network(problem.layers)
    mean, deviation = torch.tensor(problem.mean), torch.tensor(problem.deviation)
    net.apply_feature_transform(lambda x: (x - mean) / deviation)
    model = dde.Model(data, net)
    model.compile("adam", lr=problem.definition.rate)
    model.train(iterations=arguments.steps, verbose=0)


if __name__ == "__main__":
    main()
