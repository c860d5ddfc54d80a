#!/usr/bin/env python3
"""Makes the California housing sample: two models, and XGBoost's own predictions and SHAP values of every row.

    pip install xgboost==3.4.1 numpy==2.5.5
    python make_housing.py                          from the committed rows
    python make_housing.py --arff cal_housing.arff  from the data set's own file (the rows too)
"""

import argparse
import csv
import hashlib
from pathlib import Path

import numpy as np
import xgboost as xgb

HERE = Path(__file__).parent
FEATURES = [
    "longitude",
    "latitude",
    "housingMedianAge",
    "totalRooms",
    "totalBedrooms",
    "population",
    "households",
    "medianIncome",
]
TARGET_UNIT = 100_000  # dollars: predictions are house values in hundreds of thousands
COMMON = {"objective": "reg:squarederror", "tree_method": "hist", "seed": 7, "nthread": 1}
MODELS = {  # file: trees, parameters
    "housing.json": (100, {"max_depth": 6, "eta": 0.1}),
    "housing-large.ubj": (500, {"max_depth": 8, "eta": 0.05}),
}
CSV_ROWS = 100


def rows_of(arff: Path) -> None:
    lines = arff.read_text().split("@data", 1)[1].split()
    table = np.array([line.split(",") for line in lines], dtype=np.float64)
    np.save(HERE / "housing.npy", table[:, :8].astype(np.float32))
    np.save(HERE / "housing-target.npy", (table[:, 8] / TARGET_UNIT).astype(np.float32))


def write_csv(rows: np.ndarray) -> None:
    with open(HERE / "housing-100.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FEATURES)
        # The shortest text that reads back as the same float32.
        writer.writerows([[np.format_float_positional(v, trim="-") for v in row] for row in rows[:CSV_ROWS]])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--arff", type=Path, help="the data set's own file, to make the rows from")
    arff = arguments.parse_args().arff
    if arff:
        rows_of(arff)
    rows = np.load(HERE / "housing.npy")
    target = np.load(HERE / "housing-target.npy")
    write_csv(rows)

    print(f"xgboost {xgb.__version__}, numpy {np.__version__}: {rows.shape[0]} rows x {rows.shape[1]}")
    for file, (trees, parameters) in MODELS.items():
        make(HERE / file, trees, parameters, rows, target)


def make(model: Path, trees: int, parameters: dict, rows: np.ndarray, target: np.ndarray) -> None:
    booster = xgb.train(COMMON | parameters, xgb.DMatrix(rows, target, feature_names=FEATURES), trees)
    booster.save_model(model)

    unlabelled = xgb.DMatrix(rows, feature_names=FEATURES)
    predictions = booster.predict(unlabelled)
    contributions = booster.predict(unlabelled, pred_contribs=True)
    shap, base = contributions[:, :-1], contributions[:1, -1]
    np.save(HERE / f"{model.stem}-predictions.npy", predictions.astype(np.float32))
    np.save(HERE / f"{model.stem}-shap.npy", np.ascontiguousarray(shap, dtype=np.float32))
    np.save(HERE / f"{model.stem}-base.npy", base.astype(np.float32))

    gap = np.abs(contributions.astype(np.float64).sum(axis=1) - predictions).max()
    print(f"{model.name}: {trees} trees, base {base[0]:.6f}, additivity gap {gap:.2e}")
    print(f"  predictions {predictions.min():.4f} to {predictions.max():.4f}")
    print(f"  sha256 (for housing.yaml): {hashlib.sha256(model.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
