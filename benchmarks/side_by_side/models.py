"""The models and rows: GPUTreeShap's shapes on California housing and Adult, trained once and kept in the user's cache.

A folder for each model:
  model.ubj   XGBoost: hist, eta 0.01
  model.txt   LightGBM, on the same data with the same number of trees, max_depth, and 2^depth - 1 leaves at most
  rows.npy    float64 [10000, F];  rows-500.npy, row-1.npy: the first of them
  background-M.npy   float64 [M, F], the last of the shuffled data
"""

import hashlib
import json
import os
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

from .places import BENCHMARKS, CACHE, TOP

RECIPE = 1
"""To be raised when the data or the files change in a way that the parameters do not tell."""

ROWS = 10_000
BACKGROUNDS = (100, 1000, 10_000)


@dataclass(frozen=True)
class Shape:
    data: str
    trees: int
    depth: int

    def __str__(self) -> str:
        return f"{self.data}, {self.trees} trees of depth {self.depth}"


SHAPES = {
    "cal_small": Shape("cal_housing", 10, 3),
    "adult_small": Shape("adult", 10, 3),
    "cal_d6": Shape("cal_housing", 100, 6),
    "cal_med": Shape("cal_housing", 100, 8),
    "adult_med": Shape("adult", 100, 8),
    "cal_large": Shape("cal_housing", 1000, 8),
    "adult_large": Shape("adult", 1000, 8),
    "cal_deep": Shape("cal_housing", 1000, 16),
    "adult_deep": Shape("adult", 1000, 16),
}
OBJECTIVES = {
    "xgboost": {"cal_housing": "reg:squarederror", "adult": "binary:logistic"},
    "lightgbm": {"cal_housing": "regression", "adult": "binary"},
}


def parameters(shape: Shape, library: str) -> dict:
    common = {"objective": OBJECTIVES[library][shape.data], "max_depth": shape.depth}
    if library == "xgboost":
        return common | {"eta": 0.01, "tree_method": "hist", "nthread": 1}
    leaves = {"num_leaves": 2**shape.depth - 1, "min_data_in_leaf": 1}
    return common | leaves | {"learning_rate": 0.01, "num_threads": 1, "deterministic": True, "verbose": -1}


def housing() -> tuple[np.ndarray, np.ndarray]:
    # The sample's float32 rounded back to the digits of the data set's file, and its target to dollars.
    rows = np.round(np.load(TOP / "samples" / "housing.npy").astype(np.float64), 4)
    return rows, np.round(np.load(TOP / "samples" / "housing-target.npy").astype(np.float64) * 100_000)


def adult() -> tuple[np.ndarray, np.ndarray]:
    with np.load(BENCHMARKS / "data" / "adult.npz") as file:
        return file["rows"].astype(np.float64), file["label"].astype(np.float64)


def folder(name: str, library: str) -> Path:
    """Of one model for one library ("xgboost" or "lightgbm"), made when it is not there yet."""
    shape = SHAPES[name]
    made = CACHE / "models" / f"{name}-{library}-{recipe(shape, library)}"
    if not made.exists():
        print(f"training {library} {version(library)}: {shape} ...", file=sys.stderr, flush=True)
        unfinished = made.with_name(f"{made.name}.{os.getpid()}")
        unfinished.mkdir(parents=True)
        try:
            make(unfinished, shape, library)
            unfinished.rename(made)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return made


def recipe(shape: Shape, library: str) -> str:
    """Changes when the files would."""
    text = json.dumps([RECIPE, version(library), str(shape), parameters(shape, library), ROWS, BACKGROUNDS])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def make(into: Path, shape: Shape, library: str) -> None:
    rows, target = housing() if shape.data == "cal_housing" else adult()
    train(into, shape, library, rows, target)
    order = np.random.default_rng(1).permutation(len(rows))
    for file, count in (("rows", ROWS), ("rows-500", 500), ("row-1", 1)):
        np.save(into / f"{file}.npy", np.ascontiguousarray(rows[order[:count]]))
    for count in BACKGROUNDS:
        np.save(into / f"background-{count}.npy", np.ascontiguousarray(rows[order[-count:]]))


def train(into: Path, shape: Shape, library: str, rows: np.ndarray, target: np.ndarray) -> None:
    asked = parameters(shape, library)
    if library == "xgboost":
        import xgboost

        xgboost.train(asked, xgboost.DMatrix(rows, target), shape.trees).save_model(into / "model.ubj")
    else:
        import lightgbm

        lightgbm.train(asked, lightgbm.Dataset(rows, target), shape.trees).save_model(into / "model.txt")
