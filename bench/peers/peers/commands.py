"""Times whole commands: training to a fixed error, and the way to the first step."""

import json
import shutil
import time
from pathlib import Path

from .contender import ROOT, Failed, poise, python, run
from .workloads import Run, Start

# Compilation and the like, beside the time that a run may train for.
GRACE_SECONDS = 1800


def _file(problem: str) -> Path:
    """The problem as all libraries solve it: that of the library, unless there is one for the comparison."""
    own = ROOT / "bench" / "peers" / "problems" / f"{problem}.yaml"
    return own if own.exists() else ROOT / "problems" / f"{problem}.yaml"


def _export(problem: str, seed: int, threads: int, home: Path) -> Path:
    directory = home / "work" / f"{problem}-{seed}"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    run(poise("problem", str(_file(problem)), str(seed), str(directory)), threads, home, home / "log.txt", 300)
    # The launcher builds what is new; that is not to be timed.
    run([str(ROOT / "poise"), "problems"], threads, home, home / "log.txt", 1800)
    return directory


def _poise_train(problem: str, seed: int, threads: int, out: Path, *settings: str) -> list[str]:
    command = [str(ROOT / "poise"), "train", str(_file(problem)), "--seed", str(seed), "--threads", str(threads)]
    return [*command, "--quiet", "--out", str(out), *settings]


def measure_run(work: Run, peers: list[str], threads: int, home: Path) -> dict:
    """Time, steps and error of every run."""
    runs, failures = [], {}
    contenders = ["poise", *(peer for peer in peers if peer != "deepxde")]
    for round_, seed in enumerate(work.seeds):
        directory = _export(work.problem, seed, threads, home)
        k = round_ % len(contenders)
        for name in contenders[k:] + contenders[:k]:
            out = directory / "out"
            shutil.rmtree(out, ignore_errors=True)
            options = ["--seed", str(seed), "--threads", str(threads)]
            options += ["--target", str(work.target), "--minutes", str(work.minutes)]
            command = python(f"{name}_run", work.problem, str(directory), *options)
            if name == "poise":
                stop = f"stop={{target: {work.target}, minutes: {work.minutes}}}"
                command = _poise_train(work.problem, seed, threads, out, "--set", stop)
            try:
                start = time.perf_counter()
                text = run(command, threads, home, home / "log.txt", 60 * work.minutes + GRACE_SECONDS)
                seconds = time.perf_counter() - start
                end = _summary(out) if name == "poise" else json.loads(text.splitlines()[-1])
                runs.append({"contender": name, "seed": seed, "seconds": seconds} | end)
            except Failed as e:
                failures[f"{name}, seed {seed}"] = str(e)
        shutil.rmtree(directory)
    return {"runs": runs, "failures": failures}


def _summary(out: Path) -> dict:
    summary = json.loads((out / "summary.json").read_text())
    error = max(e["relL2"] for e in summary["errors"].values())
    return {"steps": summary["steps"], "error": error, "reached": summary["outcome"] == "target-reached"}


def measure_start(work: Start, peers: list[str], threads: int, home: Path) -> dict:
    """Seconds of the whole command that takes one step, in every round."""
    directory = _export(work.problem, 1, threads, home)
    first = ["--steps", "1", "--threads", str(threads)]
    commands = {"poise": _poise_train(work.problem, 1, threads, directory / "out", "--steps", "1")}
    for peer in peers:
        commands[peer] = python(f"{peer}_run", work.problem, str(directory), *first)
    if "torch" in commands:
        commands["torch-compiled"] = commands.pop("torch")
        commands["torch-eager"] = [*commands["torch-compiled"], "--eager"]
    times: dict[str, list[float]] = {name: [] for name in commands}
    failures = {}
    for round_ in range(work.rounds):
        names = list(times)
        k = round_ % len(names)
        for name in names[k:] + names[:k]:
            shutil.rmtree(directory / "out", ignore_errors=True)
            # What an earlier run compiled is not there at a first start.
            shutil.rmtree(home / "inductor", ignore_errors=True)
            try:
                start = time.perf_counter()
                run(commands[name], threads, home, home / "log.txt", GRACE_SECONDS)
                times[name].append(time.perf_counter() - start)
            except Failed as e:
                failures[name] = str(e)
                del times[name]
    shutil.rmtree(directory)
    return {"times": times, "failures": failures}
