"""Trains a problem in JAX: python -m peers.jax_run PROBLEM DIRECTORY [--target E] [--minutes M] [--steps N]"""

from functools import partial

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np
from scipy.optimize import minimize

from . import jax_training as training
from .jax_network import forward, mlp, residuals
from .problems import Problem
from .training_run import main
from .workload import flat, layers as shaped


class JaxTraining:
    """Forward over forward mode; one compiled step that draws its points itself; SciPy's L-BFGS-B."""

    def __init__(self, problem: Problem, arguments):
        self.problem = problem
        terms = problem.definition.terms
        frequencies = None if problem.frequencies is None else jnp.asarray(problem.frequencies)

        def network(layers, x):
            return mlp(layers, problem.embed(jnp, jnp.stack, x, frequencies))

        def all_terms(layers, points):
            return [residuals(layers, points[t.points], t.equation, forward, network) for t in terms]

        by_term = training.losses(all_terms)
        group = np.array([t.group for t in terms])

        def loss(layers, points, weights):
            return by_term(layers, points, weights[group])

        def traces(layers, points):
            return jnp.stack(
                [training.per_sample_trace(layers, points[t.points], t.equation, forward, network) for t in terms]
            )

        @partial(jax.jit, donate_argnums=0)
        def step(state, points, rate):
            _, gradient = jax.value_and_grad(loss, has_aux=True)(state.layers, points, state.weights)
            return training.adam(state, gradient, rate)

        self.step, self.draw = step, jax.jit(self._draw)
        self.value_and_gradient = jax.jit(jax.value_and_grad(loss, has_aux=True))
        self.trace_function, self.network = jax.jit(traces), jax.jit(network)
        self.key = jax.random.key(arguments.seed)
        self.points = {name: jnp.asarray(x) for name, x in problem.points.items()}
        layers = [(jnp.asarray(w), jnp.asarray(b)) for w, b in problem.layers]
        self.state = training.start(layers, self.points, None, jnp.float64, problem.groups)
        self.validation = jnp.asarray(problem.validation_points)

    def _draw(self, key):
        key, *keys = jax.random.split(key, 1 + len(self.problem.definition.faces))
        points = {}
        for own, (name, fixed) in zip(keys, self.problem.definition.faces.items(), strict=True):
            x = jax.random.uniform(own, self.problem.points[name].shape)
            for i, value in fixed.items():
                x = x.at[:, i].set(value)
            points[name] = x
        return key, points

    def traces(self):
        return np.asarray(self.trace_function(self.state.layers, self.points))

    def prediction(self):
        return np.asarray(self.network(self.state.layers, self.validation))

    def adam(self, rate, weights):
        if self.problem.definition.faces and self.state.t > 0:
            self.key, self.points = self.draw(self.key)
        self.state = self.step(self.state._replace(weights=jnp.asarray(weights)), self.points, rate)

    def lbfgs(self, steps, weights, every, measured):
        weights = jnp.asarray(weights)
        taken = 0

        def value(theta):
            (loss, _), gradient = self.value_and_gradient(self._layers(theta), self.points, weights)
            return float(loss), flat(gradient)

        def after(theta):
            nonlocal taken
            taken += 1
            if taken % every == 0:
                self.state = self.state._replace(layers=self._layers(theta))
                measured(taken)

        result = minimize(
            value,
            flat(self.state.layers),
            jac=True,
            method="L-BFGS-B",
            callback=after,
            options={"maxcor": 50, "maxiter": steps, "maxfun": 25 * steps, "ftol": 0, "gtol": 1e-12},
        )
        self.state = self.state._replace(layers=self._layers(result.x))
        return taken

    def _layers(self, theta):
        return [
            (jnp.asarray(w), jnp.asarray(b))
            for w, b in shaped(self.problem.tensors, np.asarray(theta))
        ]


if __name__ == "__main__":
    main(JaxTraining)
