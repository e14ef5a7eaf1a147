"""What is measured. A workload's words are those of Workload.java: KIND EQUATION WIDTH POINTS."""

from dataclasses import dataclass

EQUATIONS = ("regression", "poisson1d", "poisson2d", "poisson4d", "beam")
WIDTHS = (32, 64, 128, 256)


@dataclass(frozen=True)
class Words:
    kind: str
    equation: str
    width: int
    points: int

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.equation}-{self.width}-{self.points}"

    @property
    def arguments(self) -> list[str]:
        return [self.kind, self.equation, str(self.width), str(self.points)]


@dataclass(frozen=True)
class Run:
    """A problem file, trained with some seeds until the relative L2 error is small enough, or time is up."""

    problem: str
    target: float
    minutes: float
    seeds: tuple[int, ...]

    @property
    def name(self) -> str:
        return f"run-{self.problem}"


@dataclass(frozen=True)
class Start:
    """The whole command that takes one training step of a problem file, so many times."""

    problem: str
    rounds: int

    @property
    def name(self) -> str:
        return f"start-{self.problem}"


def _weighed(kind: str) -> list[Words]:
    return [
        *(Words(kind, "poisson2d", width, 1024) for width in (64, 128, 256)),
        *(Words(kind, "poisson2d", 64, points) for points in (4096, 16384)),
        *(Words(kind, equation, 64, 1024) for equation in ("poisson4d", "beam")),
    ]


FULL: list[Words | Run | Start] = [
    *(Words("step", "poisson2d", width, 1024) for width in WIDTHS),
    *(Words("step", "poisson2d", 64, points) for points in (256, 4096, 16384, 65536)),
    *(Words("step", e, width, 1024) for e in EQUATIONS if e != "poisson2d" for width in WIDTHS),
    *_weighed("ntk"),
    *_weighed("sketch"),
    *(Words("kernel", "poisson2d", width, 4096) for width in (64, 128)),
    *(Words("predict", "poisson2d", width, 1_000_000) for width in (64, 128)),
    Start("wave1d-small", 5),
    Run("wave1d-small", 0.3, 15, (1, 3, 5)),
    Run("allen-cahn", 0.1, 5, (1, 2, 3)),
]

# The same kinds of work, small: whether everything agrees and runs.
QUICK: list[Words | Run | Start] = [
    *(Words("step", equation, 32, 256) for equation in ("poisson2d", "beam")),
    Words("ntk", "poisson2d", 32, 256),
    Words("sketch", "poisson2d", 32, 256),
    Words("kernel", "poisson2d", 32, 256),
    Words("predict", "poisson2d", 32, 10_000),
    Start("wave1d-small", 1),
    Run("wave1d-small", 1.2, 2, (1,)),
    Run("allen-cahn", 0.99, 2, (1,)),
]
