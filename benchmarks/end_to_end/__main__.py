"""Whole jobs through API, Redis and one worker: beside the bare kernel, and beside the predecessor rebuilt on RQ, in the same run."""

import argparse
import json
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from side_by_side import machine
from side_by_side.places import BENCHMARKS, SHAP, TOP

from . import contests, report


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks/jobs", description=__doc__)
    options.add_argument("--smoke", action="store_true", help="small jobs and no RQ; fails when nothing near the targets is reached")
    options.add_argument("--only", default="", metavar="WORD", help="only measures with this in their name")
    options.add_argument("--out", type=Path, default=BENCHMARKS / "target", metavar="FOLDER", help="for jobs.json and jobs.md")
    options.add_argument("--docs", action="store_true", help="also write the tables into docs/benchmarks.md")
    asked = options.parse_args()

    subprocess.run([SHAP, "--version"], check=True, stdout=sys.stderr)  # builds what is out of date
    found = {"machine": machine.facts(), "contests": {}}
    began = time.monotonic()
    for name, measure in (smoke() if asked.smoke else full()).items():
        if asked.only in name:
            print(f"{time.strftime('%H:%M:%S')}  {name}", file=sys.stderr, flush=True)
            found["contests"][name] = [asdict(m) | {"met": m.met} for m in measure()]
    found["machine"]["minutes"] = (time.monotonic() - began) / 60
    text = report.markdown(found)
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "jobs.json").write_text(json.dumps(found, indent=1) + "\n")
    (asked.out / "jobs.md").write_text(text)
    print(text)
    if asked.docs:
        report.into_docs(TOP / "docs" / "benchmarks.md", text)
    return 1 if asked.smoke and not all(m["met"] for c in found["contests"].values() for m in c) else 0


def full() -> dict:
    return {
        "ceiling": lambda: contests.ceiling(1_000_000, 3, 200_000),
        "kernel": lambda: contests.kernel(200_000, 3),
        "aggressive": lambda: contests.aggressive(200_000, 3),
        "predecessor": lambda: contests.predecessor(100_000, 3),
        "latency": lambda: contests.latency(200, 8, peer=True),
        "sync": lambda: contests.sync(5, 2, 10),
        "cold": lambda: contests.cold(5, 1),
    }


def smoke() -> dict:
    """What a busy machine reaches too."""
    return {
        "ceiling": lambda: contests.ceiling(100_000, 1, 5_000),
        "latency": lambda: contests.latency(20, 500, peer=False),
    }


if __name__ == "__main__":
    sys.exit(main())
