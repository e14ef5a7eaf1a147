"""Processes that do work on request."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

PEERS = Path(__file__).parents[1]
ROOT = PEERS.parents[1]


class Failed(Exception):
    """What a contender answered when it could not do the work, or how it ended."""


def processors(threads: int) -> set[int]:
    """So many processors to run on, of different cores as long as there are any."""
    allowed = sorted(os.sched_getaffinity(0))
    cores: dict[str, list[int]] = {}
    for cpu in allowed:
        siblings = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
        cores.setdefault(siblings.read_text() if siblings.exists() else str(cpu), []).append(cpu)
    order = [c[0] for c in cores.values()] + [cpu for c in cores.values() for cpu in c[1:]]
    if threads > len(order):
        raise SystemExit(f"--threads {threads}: only {len(order)} processors are at hand")
    return set(order[:threads])


def environment(threads: int, cache: Path) -> dict[str, str]:
    """The environment of every contender: the same number of threads whatever its library asks."""
    count = str(threads)
    return os.environ | {
        "OMP_NUM_THREADS": count,
        "MKL_NUM_THREADS": count,
        "OPENBLAS_NUM_THREADS": count,
        "NPROC": count,  # XLA's
        "TORCHINDUCTOR_COMPILE_THREADS": count,
        "JAX_PLATFORMS": "cpu",
        "CUDA_VISIBLE_DEVICES": "",
        "TORCHINDUCTOR_CACHE_DIR": str(cache / "inductor"),
    }


def conditions(threads: int, cache: Path) -> dict:
    """The directory, environment and processors of every contender, for subprocess."""
    return {
        "cwd": PEERS,
        "env": environment(threads, cache),
        "preexec_fn": lambda: os.sched_setaffinity(0, processors(threads)),
        "text": True,
    }


def java() -> list[str]:
    """The start of a command that runs a class of the benchmarks, with the flags of ./poise."""
    return [os.environ["POISE_JAVA"], *os.environ["POISE_JAVA_FLAGS"].split("\n")]


def poise(*arguments: str) -> list[str]:
    return [*java(), "org.poise.bench.peers.Peers", *arguments]


def python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"peers.{module}", *arguments]


def run(command: list[str], threads: int, cache: Path, log: Path, timeout: float) -> str:
    """Runs a command to its end under the contenders' conditions. Returns its standard output."""
    with log.open("ab") as errors:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                timeout=timeout,
                **conditions(threads, cache),
            )
        except subprocess.TimeoutExpired:
            raise Failed(f"took more than {timeout / 60:.0f} minutes") from None
    if done.returncode != 0:
        raise Failed(f"ended with status {done.returncode}; see {log}")
    return done.stdout


class Contender:
    """A process that does one workload in one or several variants."""

    def __init__(self, name: str, command: list[str], threads: int, cache: Path, log: Path):
        self.name, self.log = name, log
        with log.open("ab") as errors:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=1,
                **conditions(threads, cache),
            )
        self.variants = self._answer(600).removeprefix("ready ").split()

    def _answer(self, timeout: float) -> str:
        timer = Timer(timeout, self.process.kill)
        timer.start()
        try:
            line = self.process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            raise Failed(f"{self.name} ended with status {self.process.wait()}; see {self.log}")
        if line.startswith("failed "):
            raise Failed(line.removeprefix("failed ").strip())
        return line.strip()

    def ask(self, request: str, timeout: float = 3600) -> str:
        """Sends a request and waits for the answer."""
        try:
            self.process.stdin.write(request + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failed(f"{self.name} has ended; see {self.log}") from None
        return self._answer(timeout)

    def go(self, variant: str, n: int) -> float:
        """Seconds for one of n repetitions."""
        try:
            return float(self.ask(f"go {variant} {n}")) / n
        except Failed as e:
            raise Failed(f"{variant}: {e}") from None

    def forget(self, variant: str) -> None:
        """Lets go of a variant's memory; a process that has ended has done so."""
        try:
            self.ask(f"drop {variant}")
        except Failed:
            pass

    def close(self) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
