"""Those who compete: each measures itself once when it is asked to, in rows a second."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from .places import BENCHMARKS, SHAP

ONE_THREAD = {
    f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA", "RAYON", "VECLIB_MAXIMUM", "NUMEXPR")
}
NARROW = "-XX:MaxVectorSize=32"


KEPT = ("rows", "leaves", "simdBits", "threads", "loadSeconds", "prepareSeconds", "tableBytes")


class Failed(Exception):
    """A side could not be measured; the message says why."""


class Ours:
    """`./shap bench` in a JVM of its own each time: a warm-up, then the median of the calls that begin within as long a window."""

    def __init__(self, model: Path, rows: Path, seconds: float, flags: tuple = (), threads: int = 1, jvm: str = "") -> None:
        self.command = [SHAP, "bench", "--model", model, "--data", rows, "--threads", threads, "--seconds", seconds, *flags]
        self.jvm = jvm
        self.about: dict = {}

    def measure(self) -> float:
        figures = json.loads(shap(self.command, self.jvm).splitlines()[-1])
        self.about = {key: figures[key] for key in KEPT if key in figures}
        return figures["rowsPerSecond"]

    def close(self) -> None:
        pass


class Peer:
    """A library with a model in a process of its own, which lives until it is closed."""

    def __init__(self, library: str, kind: str, folder: Path, seconds: float, rows: int = 0, repeats: int = 1, background: str = "") -> None:
        """rows: 0 for as many of the file as take about the seconds."""
        command = [sys.executable, "-m", "side_by_side.peer", library, kind, folder, *([background] if background else [])]
        self.name = library
        self.seconds = seconds
        self.rows = rows
        self.repeats = repeats
        self.said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [str(word) for word in command],
            cwd=BENCHMARKS,
            env=os.environ | ONE_THREAD,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            text=True,
        )
        self.about = self.answer()

    def ask(self, **what: object) -> dict:
        with suppress(BrokenPipeError):  # it has ended, which its answer tells
            self.process.stdin.write(json.dumps(what) + "\n")
            self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict:
        line = self.process.stdout.readline()
        while line and not line.startswith("{"):
            line = self.process.stdout.readline()
        if not line:
            self.said.seek(0)
            last = (self.said.read().strip().splitlines() or ["without a word"])[-1]
            raise Failed(f"{self.name} ended: {last}")
        return json.loads(line)

    def measure(self) -> float:
        if not self.rows:
            self.rows = self.fitting()
        taken = self.ask(rows=self.rows, repeats=self.repeats)["seconds"]
        self.about |= {"rows": self.rows}
        return self.rows / taken

    def fitting(self) -> int:
        """As many rows as take about the seconds; what finds that out is the warm-up."""
        most = 10_000
        rows = 4
        while True:
            per_row = self.ask(rows=rows, repeats=1)["seconds"] / rows
            wanted = int(min(most, max(4, self.seconds / per_row)))
            if wanted <= 4 * rows:
                return wanted
            rows = min(wanted, 8 * rows)

    def values(self, rows: int, into: Path) -> np.ndarray:
        self.ask(rows=rows, write=str(into))
        return np.load(into)

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self.said.close()


def shap(command: list, jvm: str = "") -> str:
    """What ./shap printed; with options for its JVM."""
    env = os.environ | ({"JDK_JAVA_OPTIONS": jvm} if jvm else {})
    done = subprocess.run([str(word) for word in command], env=env, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def explained(model: Path, rows: Path, into: Path, flags: tuple = ()) -> np.ndarray:
    """Our values of the rows."""
    shap([SHAP, "explain", "--model", model, "--data", rows, "--out", into, "--threads", 1, *flags])
    return np.load(into / "values.npy")
