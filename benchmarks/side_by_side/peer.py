"""One library with one model, in a process of its own: python -m side_by_side.peer LIBRARY KIND FOLDER [BACKGROUND]

Kinds: path, interventional (with background-BACKGROUND.npy), interactions. One thread. Reads a JSON object a line, answers with one:
  {"rows": n, "repeats": r}          the first n rows, r times: {"seconds": median of one call}
  {"rows": n, "write": FILE}         their values as npy [n, F] or [n, F, F]
What is timed is float64 rows in, values out.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np

Explain = Callable[[np.ndarray], np.ndarray]


def xgboost(kind: str, folder: Path, background: np.ndarray | None) -> Explain:
    import xgboost as xgb

    booster = xgb.Booster(model_file=folder / "model.ubj")
    booster.set_param({"nthread": 1})
    if kind == "interactions":
        return lambda rows: booster.predict(xgb.DMatrix(rows, nthread=1), pred_interactions=True)[:, :-1, :-1]
    return lambda rows: booster.predict(xgb.DMatrix(rows, nthread=1), pred_contribs=True)[:, :-1]


def lightgbm(kind: str, folder: Path, background: np.ndarray | None) -> Explain:
    import lightgbm as lgb

    booster = lgb.Booster(model_file=folder / "model.txt")
    return lambda rows: booster.predict(rows, pred_contrib=True, num_threads=1)[:, :-1]


def shap(kind: str, folder: Path, background: np.ndarray | None) -> Explain:
    """shap's own C++: given an XGBoost model it would call XGBoost, so it gets the trees."""
    import shap as package

    from .plain_trees import of_xgboost

    trees = of_xgboost(folder / "model.ubj")
    if background is None:
        explainer = package.TreeExplainer(trees, feature_perturbation="tree_path_dependent")
    else:
        # A plain array would silently be cut to 100 rows.
        rows = package.maskers.Independent(background, max_samples=len(background))
        explainer = package.TreeExplainer(trees, rows, feature_perturbation="interventional")
    if kind == "interactions":
        return explainer.shap_interaction_values
    return lambda rows: explainer.shap_values(rows, check_additivity=False)


def woodelf(kind: str, folder: Path, background: np.ndarray | None) -> Explain:
    import pandas
    import woodelf as package
    import xgboost as xgb

    def frame(rows: np.ndarray) -> pandas.DataFrame:
        return pandas.DataFrame(rows, columns=[f"f{i}" for i in range(rows.shape[1])])

    booster = xgb.Booster(model_file=folder / "model.ubj")
    method = "tree_path_dependent" if background is None else "interventional"
    rows = None if background is None else frame(background)
    explainer = package.WoodelfExplainer(booster, rows, feature_perturbation=method)
    if kind == "interactions":
        return lambda rows: explainer.shap_interaction_values(frame(rows), verbose=False)
    return lambda rows: explainer.shap_values(frame(rows), verbose=False)


LIBRARIES = {
    "xgboost": ("xgboost", xgboost),
    "lightgbm": ("lightgbm", lightgbm),
    "shap": ("shap", shap),
    "woodelf": ("woodelf_explainer", woodelf),
}


def main(library: str, kind: str, folder: Path, background: str | None = None) -> None:
    distribution, prepare = LIBRARIES[library]
    rows = np.load(folder / "rows.npy")
    explain = prepare(kind, folder, np.load(folder / f"background-{background}.npy") if background else None)
    answer({"version": version(distribution)})
    for line in sys.stdin:
        asked = json.loads(line)
        some = rows[: asked["rows"]]
        if "write" in asked:
            np.save(asked["write"], np.asarray(explain(some), dtype=np.float64).reshape(len(some), rows.shape[1], -1))
            answer({})
        else:
            answer({"seconds": statistics.median(seconds(explain, some) for _ in range(asked["repeats"]))})


def seconds(explain: Explain, rows: np.ndarray) -> float:
    began = time.perf_counter()
    explain(rows)
    return time.perf_counter() - began


def answer(what: dict) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), *sys.argv[4:])
