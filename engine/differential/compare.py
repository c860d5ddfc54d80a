#!/usr/bin/env python3
"""Unseen models of every library, of random shapes and options, against what our engine makes of them.

usage: compare.py FOLDER [--only xgb,lgb,skl,cat,nam] [--seed N] [--count N] [--float] [--again]
Makes count models of each library in FOLDER (model file, rows, and the library's own margin, SHAP values and base), reads and
explains them with the engine's classes (compile them first: ./mvnw -q -pl engine test-compile), and prints the worst scaled error
of each kind; --float asks for precision float; --again reads the models that are in FOLDER. JAVA_HOME must name a JDK 25. Exit code 1 when any is above its bound. Needs the libraries; any subset of them, of any version, will do.
"""
import argparse, glob, json, os, subprocess, sys, warnings
import numpy as np
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, "..", "..")
sys.path[:0] = [HERE, os.path.join(HERE, "..", "src", "test", "golden"), os.path.join(TOP, "clients", "python", "src", "shap_operator")]
warnings.filterwarnings("ignore")
import ours

# Scaled error: |ours - theirs| / max(|reference|, |margin|). XGBoost's margins are float32 sums; its SHAP values too.
BOUNDS = dict(lgb=(1e-12, 1e-9), skl=(1e-12, 1e-9), cat=(1e-12, 1e-9), xgb=(2e-6, 5e-5), nam=(2e-6, 5e-5))


def scaled(mine, theirs, margin):
    if mine.shape != theirs.shape:
        return float("inf")
    both_nan = np.isnan(mine) & np.isnan(theirs)
    return float(np.where(both_nan, 0, np.abs(mine - theirs)).max(initial=0) / max(np.abs(theirs).max(initial=0), np.abs(margin).max(initial=0), 1e-6))


FLOAT_BOUND = 2e-5


def explain(folder, precision):
    """Our side: writes out.{margin,shap,base}.npy, or out.error, into each case."""
    target = os.path.join(HERE, "..", "target")
    path = os.pathsep.join([os.environ.get("ENGINE_TEST_CLASSES", target + "/test-classes"), ours.class_path()])
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    subprocess.run([java, "-Xmx1g", "-cp", path, "io.shapservice.engine.differential.ExplainFolder", folder, precision], check=True)


def report(folder, bound):
    worst, bad = {}, 0
    for case in sorted(glob.glob(folder + "/*/case.json")):
        d = os.path.dirname(case); info = json.load(open(case)); name = info["case"]; library = name[:3]
        error = open(d + "/out.error").read().strip() if os.path.exists(d + "/out.error") else None
        if error or info.get("refuse"):
            fine = error is not None and info.get("refuse") is not None and info["refuse"] in error
            bad += not fine
            print("%-4s %s: %s   %s" % ("ok" if fine else "BAD", name, error or "not refused", "" if fine else info["what"]))
            worst.setdefault(library, []).append((0, 0, 0)); continue
        load = lambda f: np.load(d + "/" + f + ".npy")
        margin = load("margin"); n, k = margin.shape
        em = scaled(load("out.margin").reshape(n, k), margin, margin)
        es = scaled(load("out.shap").reshape(n, -1, k), load("shap"), margin) if os.path.exists(d + "/shap.npy") else 0
        eb = scaled(load("out.base").ravel(), load("base"), margin) if os.path.exists(d + "/base.npy") else 0
        link = open(d + "/out.link").read().strip()
        if os.path.exists(d + "/predict.npy") and link != "OTHER":      # what the library's plain predict shows
            predict = load("predict").reshape(n, k)
            em = max(em, scaled(ours.linked(link, load("out.margin").reshape(n, k)), predict, predict))
        worst.setdefault(library, []).append((em, es, eb)); limit = BOUNDS[library][0], max(bound, BOUNDS[library][1])
        if not (em <= limit[0] and max(es, eb) <= limit[1]):
            bad += 1
            print("BAD  %s: margin %.1e, shap %.1e, base %.1e   %s" % (name, em, es, eb, info["what"]))
    for library, rows in worst.items():
        m = np.max(rows, axis=0)
        print("%s: %d models, worst scaled error: margin %.1e, shap %.1e, base %.1e (bounds %.0e, %.0e)" % (library, len(rows), *m, BOUNDS[library][0], max(bound, BOUNDS[library][1])))
    return bad


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder"); p.add_argument("--only", default="lgb,skl,cat,xgb,nam"); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--count", type=int, default=40)
    p.add_argument("--float", action="store_true"); p.add_argument("--again", action="store_true")
    a = p.parse_args()
    import models
    for library in [] if a.again else a.only.split(","):
        for i in range(a.count):
            models.make(library, a.folder, a.seed * 100000 + i)
    explain(a.folder, "FLOAT" if a.float else "DOUBLE")
    sys.exit(1 if report(a.folder, FLOAT_BOUND if a.float else 0) else 0)


if __name__ == "__main__":
    main()
