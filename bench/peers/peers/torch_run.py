"""Trains a problem in PyTorch: python -m peers.torch_run PROBLEM DIRECTORY [--target E] [--steps N] [--eager]"""

import torch

from . import torch_training as training
from .problems import Problem
from .torch_network import forward, mlp, residuals, reverse
from .training_run import main


class TorchTraining:
    """Forward over forward mode; PyTorch's L-BFGS with its strong Wolfe line search.

    Losses are compiled, or with --eager taken by nested reverse mode. Traces are wanted too seldom to pay for their
    compilation.
    """

    def __init__(self, problem: Problem, arguments):
        torch.set_num_threads(arguments.threads)
        torch.manual_seed(arguments.seed)
        self.problem = problem
        terms = problem.definition.terms
        mode = reverse if arguments.eager else forward
        frequencies = None if problem.frequencies is None else torch.tensor(problem.frequencies)

        def network(layers, x):
            return mlp(layers, problem.embed(torch, torch.stack, x, frequencies))

        def loss(layers, points, weights):
            r = [residuals(layers, points[t.points], t.equation, mode, network) for t in terms]
            return sum(weights[t.group] * x.square().mean() for t, x in zip(terms, r, strict=True))

        def traces(layers, points):
            return torch.stack(
                [training.per_sample_trace(layers, points[t.points], t.equation, forward, network) for t in terms]
            )

        self.loss = loss if arguments.eager else torch.compile(loss, fullgraph=True, dynamic=False)
        self.trace_function = traces
        self.network = network
        self.points = {name: torch.tensor(x) for name, x in problem.points.items()}
        self.layers = training.parameters(problem.layers, torch.float64)
        self.optimizer = torch.optim.Adam(training.leaves(self.layers), fused=True)
        self.validation = torch.tensor(problem.validation_points)
        self.started = False

    def traces(self):
        return self.trace_function(training.detached(self.layers), self.points).detach().numpy()

    def prediction(self):
        with torch.inference_mode():
            return self.network(self.layers, self.validation).numpy()

    def adam(self, rate, weights):
        if self.problem.definition.faces and self.started:
            self._draw()
        self.started = True
        self.optimizer.param_groups[0]["lr"] = rate
        self._backward(self.optimizer, torch.tensor(weights))
        self.optimizer.step()

    def _draw(self):
        for name, fixed in self.problem.definition.faces.items():
            x = torch.rand(self.points[name].shape, dtype=torch.float64)
            for i, value in fixed.items():
                x[:, i] = value
            self.points[name] = x

    def _backward(self, optimizer, weights):
        optimizer.zero_grad()
        loss = self.loss(self.layers, self.points, weights)
        loss.backward()
        return loss

    def lbfgs(self, steps, weights, every, measured):
        weights = torch.tensor(weights)
        taken = 0
        optimizer = torch.optim.LBFGS(
            training.leaves(self.layers),
            max_iter=every,
            max_eval=25 * every,
            history_size=50,
            tolerance_grad=1e-12,
            tolerance_change=0,
            line_search_fn="strong_wolfe",
        )
        while taken < steps:
            optimizer.param_groups[0]["max_iter"] = min(every, steps - taken)
            optimizer.step(lambda: self._backward(optimizer, weights))
            before, taken = taken, optimizer.state[training.leaves(self.layers)[0]]["n_iter"]
            if taken == before:
                break
            measured(taken)
        return taken


if __name__ == "__main__":
    main(TorchTraining)
