"""Write a scikit-learn tree model as JSON that shap-operator reads: export(model, "model.json").

Covers DecisionTree, ExtraTree, RandomForest, ExtraTrees, GradientBoosting and HistGradientBoosting, regressors and
classifiers. The schema is docs/sklearn-trees.md. Needs scikit-learn 1.0 or later and nothing else.
On a shell: python sklearn_export.py model.joblib model.json   (loads a pickle: only do that with files you trust)
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any, TextIO

import numpy as np

FORESTS = ("DecisionTree", "ExtraTree", "RandomForest", "ExtraTrees")
KINDS = [family + task for family in (*FORESTS, "GradientBoosting", "HistGradientBoosting") for task in ("Regressor", "Classifier")]


class Unsupported(TypeError):
    """The model cannot be written; the message says why and what to do."""


def export(model: Any, file: str | os.PathLike[str] | TextIO) -> None:
    """Write a fitted model to a path or a text file; one tree at a time, so that large forests take no memory twice."""
    if not hasattr(file, "write"):
        with open(file, "w", encoding="utf-8") as opened:
            export(model, opened)
        return
    header, trees = describe(model)
    file.write(json.dumps(header)[:-1] + ', "trees": [')
    for i, tree in enumerate(trees):
        file.write((",\n" if i else "\n") + json.dumps(tree))
    file.write("\n]}\n")


def describe(model: Any) -> tuple[dict[str, Any], Iterator[dict[str, Any]]]:
    """The document without its trees, and an iterator over those."""
    import sklearn
    from sklearn.utils.validation import check_is_fitted

    kind = type(model).__name__
    if kind not in KINDS:
        raise Unsupported(
            "%s is not one of %s. Of a pipeline or a search, export the last step or best_estimator_, "
            "and send it rows as that step sees them." % (kind, ", ".join(KINDS))
        )
    check_is_fitted(model)
    header = dict(
        format="sklearn-trees",
        version=1,
        kind=kind,
        library="scikit-learn " + sklearn.__version__,
        n_features=int(model.n_features_in_),
        feature_names=_feature_names(model),
        classes=_classes(model),
    )
    if kind.startswith("Hist"):
        return _hist_boosting(model, header)
    return _boosting(model, header) if kind.startswith("Gradient") else _forest(model, header)


def _feature_names(model: Any) -> list[str] | None:
    names = getattr(model, "feature_names_in_", None)
    return None if names is None else [str(name) for name in names]


def _classes(model: Any) -> list[Any] | None:
    if not hasattr(model, "classes_"):
        return None
    if getattr(model, "n_outputs_", 1) != 1:
        raise Unsupported("a classifier of several targets; fit and export one per target")
    return [c.item() if hasattr(c, "item") else c for c in model.classes_]


def _tree(tree: Any, output: int) -> dict[str, Any]:
    missing = getattr(tree, "missing_go_to_left", None)  # since scikit-learn 1.3
    return dict(
        output=output,
        children_left=tree.children_left.tolist(),
        children_right=tree.children_right.tolist(),
        feature=tree.feature.tolist(),
        threshold=tree.threshold.tolist(),
        value=tree.value.reshape(tree.node_count, -1).tolist(),
        n_node_samples=tree.n_node_samples.tolist(),
        weighted_n_node_samples=tree.weighted_n_node_samples.tolist(),
        missing_go_to_left=[0] * tree.node_count if missing is None else missing.astype(int).tolist(),
        categories_left=None,
    )


def _forest(model: Any, header: dict[str, Any]) -> tuple[dict[str, Any], Iterator[dict[str, Any]]]:
    """The mean over the trees: of the target, or of each class's share."""
    fitted = [e.tree_ for e in getattr(model, "estimators_", [model])]
    n_outputs = int(np.prod(fitted[0].value.shape[1:]))
    header.update(
        aggregation="mean",
        learning_rate=1.0,
        init=[0.0] * n_outputs,
        n_outputs=n_outputs,
        link="identity",
        normalize=header["classes"] is not None,
        input_dtype="float32",
        known_categories=None,
    )
    return header, (_tree(tree, -1) for tree in fitted)


def _boosting(model: Any, header: dict[str, Any]) -> tuple[dict[str, Any], Iterator[dict[str, Any]]]:
    """The sum of trees of residuals, one per iteration and class."""
    start = getattr(model, "init_", None)
    if not (isinstance(start, str) or type(start).__name__ in ("DummyClassifier", "DummyRegressor")):
        raise Unsupported("init=%s predicts differently for each row; use the default or init='zero'" % type(start).__name__)
    zeros = np.zeros((1, model.n_features_in_), np.float32)
    init = model._raw_predict_init(zeros).ravel().astype(float).tolist()
    header.update(
        aggregation="sum",
        learning_rate=float(model.learning_rate),
        init=init,
        n_outputs=len(init),
        link=_boosting_link(model, header),
        normalize=False,
        input_dtype="float32",
        known_categories=None,
    )
    return header, (_tree(e.tree_, k) for row in model.estimators_ for k, e in enumerate(row))


def _boosting_link(model: Any, header: dict[str, Any]) -> str:
    if header["classes"] is None:
        return "identity"
    if model.loss == "exponential":
        return "other"  # expit(2 x)
    return "logistic" if len(header["classes"]) == 2 else "softmax"


def _hist_boosting(model: Any, header: dict[str, Any]) -> tuple[dict[str, Any], Iterator[dict[str, Any]]]:
    init = np.asarray(model._baseline_prediction, float).ravel().tolist()
    columns, categories = _categories(model)
    known: dict[int, list[float]] = {}
    names: dict[int, list[str]] = {}
    for column, (_, values) in categories.items():
        numeric = all(isinstance(v, (int, float)) for v in values)
        if numeric and any(v < 0 or v != int(v) for v in values):
            raise Unsupported("feature %d has categories that are not whole numbers from 0 on: encode them so" % column)
        known[column] = [float(v) for v in values] if numeric else list(range(len(values)))
        if not numeric:
            names[column] = [str(v) for v in values]
    header.update(
        aggregation="sum",
        learning_rate=1.0,
        init=init,
        n_outputs=len(init),
        normalize=False,
        link=_hist_link(model, header),
        input_dtype="float64",
        known_categories=known or None,
        category_names=names or None,
    )
    bits = {column: list(zip(categories[column][0], known[column])) for column in known}
    return header, (_hist_tree(p, k, columns, bits) for row in model._predictors for k, p in enumerate(row))


def _hist_link(model: Any, header: dict[str, Any]) -> str:
    if header["classes"] is None:
        return "exp" if model.loss in ("poisson", "gamma") else "identity"
    return "logistic" if len(header["classes"]) == 2 else "softmax"


def _categories(model: Any) -> tuple[Any, dict[int, Any]]:
    """The column of each feature that trees split on; and for each categorical column, bits of splits and what they stand for."""
    n = model.n_features_in_
    is_categorical = getattr(model, "is_categorical_", None)
    if is_categorical is None or not np.any(is_categorical):
        return np.arange(n), {}
    is_categorical = np.asarray(is_categorical, bool)
    if getattr(model, "_preprocessor", None) is None:  # before scikit-learn 1.4, a bit is the value itself
        known, row_of = model._bin_mapper.make_known_categories_bitsets()
        values = {int(c): [v for v in range(256) if known[row_of[c]][v >> 5] >> (v & 31) & 1] for c in np.where(is_categorical)[0]}
        return np.arange(n), {c: (v, v) for c, v in values.items()}
    columns = np.concatenate([np.where(is_categorical)[0], np.where(~is_categorical)[0]])  # categorical ones come first
    encoder = model._preprocessor.named_transformers_["encoder"]
    lists = [[v.item() if hasattr(v, "item") else v for v in c if v == v and v is not None] for c in encoder.categories_]
    return columns, {int(columns[i]): (range(len(values)), values) for i, values in enumerate(lists)}


def _hist_tree(predictor: Any, output: int, columns: Any, bits: dict[int, Any]) -> dict[str, Any]:
    nodes = predictor.nodes
    leaf = nodes["is_leaf"].astype(bool)
    categorical = nodes["is_categorical"].astype(bool) & ~leaf
    feature = np.where(leaf, -2, columns[np.where(leaf, 0, nodes["feature_idx"])]).tolist()

    def left(i: int) -> list[Any]:
        words = predictor.raw_left_cat_bitsets[nodes["bitset_idx"][i]]
        return [value for bit, value in bits[feature[i]] if words[bit >> 5] >> (bit & 31) & 1]

    return dict(
        output=output,
        children_left=np.where(leaf, -1, nodes["left"].astype(int)).tolist(),
        children_right=np.where(leaf, -1, nodes["right"].astype(int)).tolist(),
        feature=feature,
        threshold=[None if c else float(t) for c, t in zip(categorical, nodes["num_threshold"])],
        value=nodes["value"][:, None].tolist(),
        n_node_samples=nodes["count"].tolist(),
        weighted_n_node_samples=nodes["count"].astype(float).tolist(),
        missing_go_to_left=nodes["missing_go_to_left"].astype(int).tolist(),
        categories_left=[left(i) if c else None for i, c in enumerate(categorical)] if categorical.any() else None,
    )


if __name__ == "__main__":
    import sys

    if len(sys.argv) != 3:
        sys.exit("usage: sklearn_export.py MODEL.joblib MODEL.json")
    import joblib

    try:
        export(joblib.load(sys.argv[1]), sys.argv[2])
    except Unsupported as problem:
        sys.exit("%s: %s" % (sys.argv[1], problem))
