"""Writes what was measured as a page."""

from statistics import median, quantiles

from .workloads import Run, Start, Words

PEERS = ("jax", "torch", "deepxde")
TITLES = {
    "step": "Training step: loss, gradient, Adam",
    "ntk": "Step with weights from the exact traces, new at every step",
    "sketch": "Step with weights from a sketch of one probe, new at every step",
    "kernel": "The whole tangent kernel",
    "predict": "Prediction",
}

INTRODUCTION = """\
# Poise beside JAX, PyTorch and DeepXDE

Written by `{command}`; [how it works](peers/README.md).

{machine}. Load of the machine when it began: {load:.1f}.

Figures are a contender's time over Poise's in the same round, so above 1 Poise is faster: the median over the rounds, in
brackets the quartiles. Poise computes in double precision. Of a library's variants the fastest in double precision counts; the
one that was fastest in a trial stands beside it in single precision. Before anything was timed, loss, gradient, traces,
kernels, values, and the parameters after three steps agreed with Poise's to 1e-10 of their norms in double precision (traces
by differences to 1e-5), to 1e-2 in single (those traces to 1e-1).
Networks have four hidden layers of tanh.
"""


def _milliseconds(seconds: float) -> str:
    ms = 1000 * seconds
    return f"{ms:.2f}" if ms < 10 else f"{ms:.1f}" if ms < 100 else f"{ms:.0f}"


def ratio(times: list[float], base: list[float]) -> str:
    """The median of the ratios within a round, and their quartiles."""
    ratios = [t / b for t, b in zip(times, base, strict=True)]
    if len(ratios) < 2:
        return f"{ratios[0]:.2f}"
    low, _, high = quantiles(ratios, n=4, method="inclusive")
    return f"{median(ratios):.2f} ({low:.2f} to {high:.2f})"


def _fastest(peer: str, times: dict[str, list[float]], single: bool) -> str | None:
    own = [v for v in times if v.split("-")[0] == peer and v.endswith("-single") == single]
    return min(own, key=lambda v: median(times[v]), default=None)


def _cell(variant: str | None, result: dict, peer: str) -> str:
    if variant is None:
        return "failed" if any(f.split("-")[0] == peer for f in result["failures"]) else ""
    how = variant.removeprefix(peer).removesuffix("-single").strip("-")
    figure = ratio(result["times"][variant], result["times"]["poise"])
    return f"{figure} {how}".strip()


def _work_table(results: list[tuple[Words, dict]]) -> list[str]:
    lines = [
        "| equation | width | points | Poise, ms | " + " | ".join(f"{p} | {p}, single" for p in PEERS) + " |",
        "|---" * (4 + 2 * len(PEERS)) + "|",
    ]
    for words, result in results:
        times = result["times"]
        cells = [words.equation, str(words.width), f"{words.points:,}", _milliseconds(median(times["poise"]))]
        for peer in PEERS:
            cells += [_cell(_fastest(peer, times, single), result, peer) for single in (False, True)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _start_table(work: Start, result: dict) -> list[str]:
    times = result["times"]
    lines = [
        f"Seconds of the whole command that takes the first step of {work.problem}, with imports, compilation and the"
        " first weights (DeepXDE: weights of 1), and what Poise writes into its run directory.",
        "",
        "| | seconds | over Poise's |",
        "|---|---|---|",
    ]
    return lines + [f"| {name} | {median(t):.1f} | {ratio(t, times['poise'])} |" for name, t in times.items()]


def _run_table(work: Run, result: dict) -> list[str]:
    lines = [
        f"{work.problem}, from the same first parameters, until the relative L2 error is at most {work.target:g} (at most"
        f" {work.minutes:g} minutes of training). Seconds are those of the whole command.",
        "",
        "| seed | | seconds | over Poise's | steps | error |",
        "|---|---|---|---|---|---|",
    ]
    poise = {r["seed"]: r for r in result["runs"] if r["contender"] == "poise"}
    for r in sorted(result["runs"], key=lambda r: (r["seed"], r["contender"] != "poise")):
        base = poise.get(r["seed"])
        both = base and base["reached"] and r["reached"]
        over = f"{r['seconds'] / base['seconds']:.2f}" if both else ""
        seconds = f"{r['seconds']:.0f}" + ("" if r["reached"] else ", not reached")
        lines.append(f"| {r['seed']} | {r['contender']} | {seconds} | {over} | {r['steps']} | {r['error']:.3g} |")
    return lines


def _variants_table(results: list[tuple[Words, dict]]) -> list[str]:
    """Every variant: measured in turns, or left after the trial, or failed."""
    lines = ["| work | variant | ms | over Poise's | |", "|---|---|---|---|---|"]
    for words, result in results:
        times, base = result["times"], result["times"]["poise"]
        for variant, seconds in result["trials"].items():
            if variant in times:
                cells = [_milliseconds(median(times[variant])), ratio(times[variant], base), ""]
            else:
                cells = [_milliseconds(seconds), f"{seconds / median(base):.1f}", "trial only"]
            lines.append(f"| {words.name} | {variant} | " + " | ".join(cells) + " |")
        lines += [f"| {words.name} | {v} | | | {why} |" for v, why in result["failures"].items()]
    return lines


def page(results: list[tuple[Words | Run | Start, dict]], machine: dict[str, str], load: float, command: str) -> str:
    """The whole page."""
    text = ", ".join(value if key in ("processor", "system") else f"{key} {value}" for key, value in machine.items())
    parts = [INTRODUCTION.format(command=command, machine=text, load=load)]
    work = [(w, r) for w, r in results if isinstance(w, Words) and "poise" in r["times"]]
    for kind, title in TITLES.items():
        own = [(w, r) for w, r in work if w.kind == kind]
        if own:
            parts += [f"\n## {title}\n", *_work_table(own)]
    starts = [(w, r) for w, r in results if isinstance(w, Start) and "poise" in r["times"]]
    if starts:
        parts.append("\n## To the first step\n")
        for w, r in starts:
            parts += _start_table(w, r)
    runs = [(w, r) for w, r in results if isinstance(w, Run)]
    if runs:
        parts.append("\n## To a fixed error")
        for w, r in runs:
            parts += ["", *_run_table(w, r)]
    parts += ["\n## Every variant\n", *_variants_table(work)]
    failures = [(w, r["failures"]) for w, r in results if not isinstance(w, Words) and r["failures"]]
    parts += [f"\n{w.name} failed for {name}: {why}." for w, f in failures for name, why in f.items()]
    return "\n".join(parts) + "\n"
