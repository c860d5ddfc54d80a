"""An XGBoost model as the plain dictionary of trees that shap.TreeExplainer takes."""

import json
import math
from pathlib import Path

import numpy as np


def of_xgboost(model: Path) -> dict:
    import xgboost

    learner = json.loads(xgboost.Booster(model_file=model).save_raw("json"))["learner"]
    base = float(np.ravel(json.loads(learner["learner_model_param"]["base_score"]))[0])
    if learner["objective"]["name"] == "binary:logistic":
        base = math.log(base / (1 - base))
    return {
        "trees": [tree(source) for source in learner["gradient_booster"]["model"]["trees"]],
        "internal_dtype": np.float64,
        "input_dtype": np.float64,
        "objective": None,
        "tree_output": "raw_value",
        "base_offset": base,
    }


def tree(source: dict) -> dict:
    left, right = np.array(source["left_children"]), np.array(source["right_children"])
    leaf = left < 0
    condition = np.array(source["split_conditions"], np.float32)
    # XGBoost's x < t is shap's x <= the float32 before t.
    before = np.nextafter(condition, np.float32(-np.inf)).astype(np.float64)
    missing = np.where(np.array(source["default_left"]) > 0, left, right)
    return {
        "children_left": left,
        "children_right": np.where(leaf, -1, right),
        "children_default": np.where(leaf, -1, missing),
        "features": np.where(leaf, -2, source["split_indices"]),
        "thresholds": np.where(leaf, 0, before),
        "values": np.where(leaf, condition, 0).astype(np.float64)[:, None],
        "node_sample_weight": np.array(source["sum_hessian"], np.float64),
    }
