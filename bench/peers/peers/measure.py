"""Measures one workload: export, agreement, trial, turns."""

import shutil
from pathlib import Path

from . import agreement, turns
from .contender import Contender, Failed, poise, python, run
from .turns import Effort
from .workloads import Words

# A variant that takes longer than this times its peer's fastest in the trial is not taken along.
KEEP = 1.5
# What DeepXDE can do.
DEEPXDE_KINDS = ("step", "predict")


def measure(words: Words, peers: list[str], threads: int, effort: Effort, home: Path) -> dict:
    """The result of a workload: times by variant, trials, agreement and failures."""
    directory = home / "work" / words.name
    results = directory / "results"
    shutil.rmtree(directory, ignore_errors=True)
    results.mkdir(parents=True)
    log = home / "log.txt"
    run(poise("export", str(threads), str(directory), *words.arguments), threads, home, log, 1800)
    commands = {"poise": poise("serve", str(threads), *words.arguments)}
    for peer in peers:
        if peer != "deepxde" or words.kind in DEEPXDE_KINDS:
            commands[peer] = python(f"{peer}_worker", str(directory), str(threads))
    result = {"distances": {}, "trials": {}, "failures": {}}
    contenders: list[Contender] = []
    try:
        entries = []
        for name, command in commands.items():
            try:
                contenders.append(Contender(name, command, threads, home, log))
                entries += _finalists(contenders[-1], directory, results, effort, result)
            except Failed as e:
                result["failures"][name] = str(e)
        result["times"] = turns.take(entries, effort)
    finally:
        for contender in contenders:
            contender.close()
        shutil.rmtree(directory)
    return result


def _finalists(
    contender: Contender, directory: Path, results: Path, effort: Effort, result: dict
) -> list[tuple[Contender, str, float]]:
    """The variants that are worth measuring: the fastest in double precision, those near it, and it in single."""
    if contender.name == "poise":
        turns.warm(contender, "poise", effort)
        return [(contender, "poise", turns.trial(contender, "poise", effort))]
    tried = {}
    for variant in contender.variants:
        if not variant.endswith("-single"):
            _try(contender, variant, directory, results, effort, result, tried)
    if not tried:
        return []
    best = min(tried, key=tried.get)
    kept = {variant: seconds for variant, seconds in tried.items() if seconds <= KEEP * tried[best]}
    for variant in tried.keys() - kept.keys():
        contender.ask(f"drop {variant}")
    single: dict[str, float] = {}
    _try(contender, f"{best}-single", directory, results, effort, result, single)
    return [(contender, variant, seconds) for variant, seconds in (kept | single).items()]


def _try(contender, variant, directory, results, effort, result, tried) -> None:
    try:
        contender.ask(f"check {variant} {results}")
        result["distances"][variant] = agreement.check(directory, results, variant)
        tried[variant] = turns.trial(contender, variant, effort)
        result["trials"][variant] = tried[variant]
    except Failed as e:
        result["failures"][variant] = str(e)
        contender.forget(variant)
