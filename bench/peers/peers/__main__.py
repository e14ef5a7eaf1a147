"""The driver; bench/peers/run starts it."""

import argparse
import json
import re
import sys
from pathlib import Path

from . import machine, table, turns
from .agreement import Disagreement
from .commands import measure_run, measure_start
from .contender import ROOT, Failed, processors
from .measure import measure
from .workloads import FULL, QUICK, Run, Start


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench/peers/run",
        description="Runs the same work on Poise and on its peers in turns, and writes a table of ratios. What has been"
        " measured is not measured again, so the command can be interrupted and repeated.",
    )
    quick = "small work, to see that everything agrees and runs; the table goes to runs/peers-quick"
    peers = "peers with commas between; those not installed are left out (%(default)s)"
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--only", default="", metavar="REGEX", help="only work whose name matches, such as 'ntk|run-wave'")
    parser.add_argument("--peers", default=",".join(table.PEERS), help=peers)
    parser.add_argument("--threads", type=int, default=2, help="threads of every contender (%(default)s)")
    parser.add_argument("--list", action="store_true", help="list the names of the work and end")
    parsed = parser.parse_args()
    parsed.peers = parsed.peers.split(",") if parsed.peers else []
    if unknown := set(parsed.peers) - set(table.PEERS):
        parser.error(f"--peers: no peer is called {', '.join(sorted(unknown))}; there are {', '.join(table.PEERS)}")
    try:
        re.compile(parsed.only)
    except re.error as e:
        parser.error(f"--only: {parsed.only!r} is not a regular expression: {e}")
    if parsed.threads < 1:
        parser.error(f"--threads must be at least 1, not {parsed.threads}")
    return parsed


def same_conditions(home: Path, now: dict[str, str]) -> float:
    """Keeps results of one machine and one set of versions together. The load when the first of them was measured."""
    file = home / "machine.json"
    if file.exists():
        before = json.loads(file.read_text())
        if before["machine"] != now:
            differ = [k for k in before["machine"] | now if before["machine"].get(k) != now.get(k)]
            raise SystemExit(
                f"{home} holds results under other conditions ({', '.join(differ)} differ); delete it to measure anew"
            )
        return before["load"]
    load = machine.load()
    file.write_text(json.dumps({"machine": now, "load": load}, indent=1))
    return load


def main() -> None:
    asked = arguments()
    everything = QUICK if asked.quick else FULL
    work = [w for w in everything if re.search(asked.only, w.name)]
    if asked.list or not work:
        print(*(w.name for w in everything), sep="\n")
        raise SystemExit(0 if asked.list else f"--only {asked.only!r} matches none of these")
    effort = turns.QUICK if asked.quick else turns.FULL
    peers = [peer for peer in asked.peers if machine.installed(peer)]
    for peer in set(asked.peers) - set(peers):
        print(f"{peer} is not installed and is left out.")
    processors(asked.threads)
    home = ROOT / "runs" / ("peers-quick" if asked.quick else "peers")
    (home / "results").mkdir(parents=True, exist_ok=True)
    now = machine.describe(peers, asked.threads)
    load = same_conditions(home, now)
    if machine.load() > 0.5:
        print(f"The machine is busy (load {machine.load():.1f}): what is measured now says little.")
    for item in work:
        file = home / "results" / f"{item.name}.json"
        if file.exists():
            continue
        print(f"{item.name} … ", end="", flush=True)
        try:
            match item:
                case Run():
                    result = measure_run(item, peers, asked.threads, home)
                case Start():
                    result = measure_start(item, peers, asked.threads, home)
                case _:
                    result = measure(item, peers, asked.threads, effort, home)
        except (Failed, Disagreement) as e:
            raise SystemExit(f"\n{item.name}: {e}") from None
        except KeyboardInterrupt:
            print("\ninterrupted; the same command goes on from here")
            raise SystemExit(130) from None
        file.write_text(json.dumps(result, indent=1))
        print("; ".join(f"{name} failed: {why}" for name, why in result["failures"].items()) or "done", flush=True)
        write(everything, home, now, load, asked)


def write(everything, home: Path, now: dict[str, str], load: float, asked) -> None:
    """Writes the table of all there is, after each piece of work."""
    done = [(w, home / "results" / f"{w.name}.json") for w in everything]
    results = [(w, json.loads(file.read_text())) for w, file in done if file.exists()]
    page = home / "RESULTS.md" if asked.quick else ROOT / "bench" / "RESULTS.md"
    page.write_text(table.page(results, now, load, "bench/peers/run" + (" --quick" if asked.quick else "")))


if __name__ == "__main__":
    sys.exit(main())
