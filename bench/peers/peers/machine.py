"""On what, and with what, was measured."""

import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path

from .contender import ROOT

PACKAGES = {"jax": ("jax", "jaxlib"), "torch": ("torch",), "deepxde": ("deepxde",)}


def installed(peer: str) -> bool:
    """Whether a peer is there."""
    return all(_version(package) for package in PACKAGES[peer])


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def describe(peers: list[str], threads: int) -> dict[str, str]:
    """What results must have in common to stand in one table."""
    packages = ["numpy", "scipy", *(package for peer in peers for package in PACKAGES[peer])]
    return {
        "processor": _processor(),
        "threads": str(threads),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "Java": _java(),
        "Poise": _commit(),
    } | {package: str(_version(package)) for package in packages}


def load() -> float:
    """Processes that wanted to run over the last minute."""
    return os.getloadavg()[0]


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    text = file.read_text() if file.exists() else ""
    model = next((line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith("model name")), None)
    flags = text.split()
    vectors = "AVX-512" if "avx512f" in flags else "AVX2" if "avx2" in flags else "no AVX2"
    return f"{model or platform.machine()}, {vectors}, {os.cpu_count()} processors"


def _java() -> str:
    output = subprocess.run([os.environ["POISE_JAVA"], "-version"], capture_output=True, text=True, check=True).stderr
    return output.split('"')[1]


def _commit() -> str:
    """The commit, and whether the sources differ from it."""

    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--", "core", "app", "bench", ":!bench/RESULTS.md")
    return (git("rev-parse", "--short=10", "HEAD") or "unknown") + (" with changes" if changed else "")
