"""Our engine beside XGBoost, LightGBM, shap and woodelf: same files, same run, one thread, warm.

The first run trains the models (some minutes; they are kept in the user's cache), the run itself takes about ten.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from . import accuracy, cold, contests, machine, report
from .contests import Contest
from .places import BENCHMARKS, SHAP, TOP
from .sides import Failed

ACCURATE = ("cal_small", "cal_med", "adult_med", "cal_large", "adult_large")
SMOKE_ERROR = 2e-6
"""Of XGBoost's own float32 values, as a share of the largest."""

began = time.monotonic()


def said(text: str) -> None:
    print(f"{time.monotonic() - began:6.0f} s  {text}", file=sys.stderr, flush=True)


def run(contest: Contest, progress: str) -> dict:
    said(f"{progress} {contest.title}")
    sides, found = {}, {name: {"rates": []} for name in contest.sides}
    try:
        for turn in range(contest.rounds):
            for name, enter in contest.sides.items():
                if "failed" in found[name] or (turn > 0 and name in contest.once):
                    continue
                try:
                    side = sides.get(name) or sides.setdefault(name, enter())
                    found[name]["rates"].append(side.measure())
                    found[name] |= side.about
                    said(f"    {name}: {found[name]['rates'][-1]:,.0f} rows/s")
                except Failed as e:
                    found[name]["failed"] = str(e)
                    said(f"    {name}: {e}")
    finally:
        for side in sides.values():
            side.close()
    for side in found.values():
        if side["rates"]:
            side["rate"] = statistics.median(side["rates"])
    leaves = {"leaves": side["leaves"] for side in found.values() if "leaves" in side}
    return {"name": contest.name, "title": contest.title, "sides": found, "targets": [asdict(t) for t in contest.targets]} | leaves


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks/side-by-side", description=__doc__)
    options.add_argument("--smoke", action="store_true", help="one model against XGBoost; fails when values differ or we are slow")
    options.add_argument("--only", default="", metavar="WORD", help="only contests with this in their name")
    options.add_argument("--out", type=Path, default=BENCHMARKS / "target", metavar="FOLDER", help="for results.json and results.md")
    options.add_argument("--docs", action="store_true", help="also write the tables into docs/benchmarks.md")
    asked = options.parse_args()

    subprocess.run([SHAP, "--version"], check=True, stdout=sys.stderr)  # builds what is out of date
    facts = machine.facts()
    planned = contests.smoke() if asked.smoke else [c for c in contests.full() if asked.only in c.name]
    global began
    began = time.monotonic()
    found = {"machine": facts, "contests": [], "accuracy": {}, "cold": {}}
    for i, contest in enumerate(planned, 1):
        found["contests"].append(run(contest, f"[{i}/{len(planned)}]"))
        written(found, asked.out)  # what was found so far is kept whatever happens to the rest
    whole = not asked.smoke and not asked.only
    if whole or asked.smoke or asked.only == "accuracy":
        said("accuracy")
        found["accuracy"] = {name: accuracy.compare(name) for name in (("cal_med",) if asked.smoke else ACCURATE)}
    if whole or asked.only == "cold":
        said("cold starts")
        found["cold"] = cold.measure(said)
    facts["minutes"] = (time.monotonic() - began) / 60
    print(written(found, asked.out))
    said(f"written to {asked.out}/results.json and results.md")
    if asked.docs:
        report.into_docs(TOP / "docs" / "benchmarks.md", report.markdown(found))
        shutil.copy(asked.out / "results.json", BENCHMARKS)
        said("docs/benchmarks.md and benchmarks/results.json are up to date")
    return judged(found) if asked.smoke else 0


def written(found: dict, out: Path) -> str:
    text = report.markdown(found)
    out.mkdir(parents=True, exist_ok=True)
    (out / "results.json").write_text(json.dumps(found, indent=1) + "\n")
    (out / "results.md").write_text(text)
    return text


def judged(found: dict) -> int:
    slow = [v for c in found["contests"] for v in report.verdicts(c) if not report.met(v)]
    wrong = {name: e for name, e in found["accuracy"].items() if not e["xgboost"] <= SMOKE_ERROR or not e["ours"] <= SMOKE_ERROR}
    for verdict in slow:
        print(f"too slow: {verdict['ratio']:.1f} times {verdict['other']}, less than {verdict['least']:g}")
    for name, errors in wrong.items():
        print(f"{name}: values differ from our double ones by {errors}, more than {SMOKE_ERROR}")
    return 1 if slow or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
