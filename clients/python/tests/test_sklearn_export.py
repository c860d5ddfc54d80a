"""What the exporter writes gives scikit-learn's own predictions. Run: python -m pytest clients/python/tests"""

import io
import json
from typing import Any

import numpy as np
import pytest
from sklearn import ensemble, tree
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from shap_operator import sklearn_export

G = np.random.default_rng(0)
X = G.normal(size=(500, 4))
X[:, 2] = G.integers(0, 9, 500)
Y = np.sin(X[:, 0]) + X[:, 1] * (X[:, 2] == 3)
CLASSES = np.array(["low", "middle", "high"])[np.digitize(Y, [-0.5, 0.5])]
TWO = Y > 0


def written(model: Any) -> Any:
    text = io.StringIO()
    sklearn_export.export(model, text)
    return json.loads(text.getvalue())


def predicted(document: Any, rows: Any) -> Any:
    """The schema, word for word: docs/sklearn-trees.md."""
    out = np.zeros((len(rows), document["n_outputs"]))
    for one in document["trees"]:
        for r, row in enumerate(rows):
            i = 0
            while one["children_left"][i] >= 0:
                i = one["children_left" if goes_left(document, one, i, row) else "children_right"][i]
            value = np.array(one["value"][i])
            if document["normalize"]:
                value = value / value.sum()
            outputs = slice(None) if one["output"] < 0 else slice(one["output"], one["output"] + 1)
            out[r, outputs] += value * document["learning_rate"]
    return np.array(document["init"]) + (out / len(document["trees"]) if document["aggregation"] == "mean" else out)


def goes_left(document: Any, one: Any, i: int, row: Any) -> bool:
    column, toward = one["feature"][i], bool(one["missing_go_to_left"][i])
    x = float(np.float32(row[column])) if document["input_dtype"] == "float32" else row[column]
    if one["categories_left"] and one["categories_left"][i] is not None:
        return x in one["categories_left"][i] if x in document["known_categories"][str(column)] else toward
    return toward if np.isnan(x) else x <= one["threshold"][i]


def two_dimensional(a: Any) -> Any:
    return a[:, None] if a.ndim == 1 else a


@pytest.mark.parametrize(
    ("kind", "target"),
    [(kind, target) for kind in sklearn_export.KINDS for target in (["number"] if kind.endswith("Regressor") else ["two", "three"])],
)
def test_every_kind_predicts_as_scikit_learn(kind: Any, target: Any) -> None:
    regressor = kind.endswith("Regressor")
    many = {} if kind.startswith(("Decision", "ExtraTreeC", "ExtraTreeR")) else dict(max_iter=6) if kind.startswith("Hist") else dict(n_estimators=6)
    model = getattr(ensemble, kind, None) or getattr(tree, kind)
    model = model(max_depth=4, random_state=1, **many).fit(X, dict(number=Y, two=TWO, three=CLASSES)[target])
    document = written(model)
    margin = model.predict if regressor else model.predict_proba if document["normalize"] else model.decision_function
    np.testing.assert_allclose(predicted(document, X[:60]), two_dimensional(margin(X[:60])), rtol=1e-12, atol=1e-12)
    if not regressor:
        assert document["classes"] == [c.item() for c in model.classes_]


def test_categories_that_are_known_unknown_and_missing_go_where_scikit_learn_sends_them() -> None:
    spoilt = X.copy()
    spoilt[::7, 2] = np.nan
    model = ensemble.HistGradientBoostingRegressor(max_iter=8, categorical_features=[2], min_samples_leaf=5).fit(spoilt, Y)
    rows = np.repeat(spoilt[:12], 5, axis=0)
    rows[:, 2] = np.tile([0, 3, 77, -1, np.nan], 12)
    document = written(model)
    assert document["known_categories"] == {"2": [float(c) for c in range(9)]}
    np.testing.assert_allclose(predicted(document, rows)[:, 0], model.predict(rows), rtol=1e-12, atol=1e-12)


def test_categories_with_names_are_numbered_and_their_names_kept() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"size": X[:, 0], "colour": pandas.Categorical(np.array(["red", "green", "blue"])[X[:, 2].astype(int) % 3])})
    try:
        model = ensemble.HistGradientBoostingRegressor(max_iter=8, categorical_features="from_dtype").fit(frame, Y)
    except (TypeError, ValueError):
        pytest.skip("before scikit-learn 1.4")
    document = written(model)
    assert document["feature_names"] == ["size", "colour"]
    assert document["category_names"] == {"1": ["blue", "green", "red"]}
    coded = np.stack([X[:60, 0], frame["colour"].cat.codes[:60]], 1)
    np.testing.assert_allclose(predicted(document, coded)[:, 0], model.predict(frame[:60]), rtol=1e-12, atol=1e-12)


def test_a_log_link_and_an_exponential_loss_are_told_apart() -> None:
    counts = ensemble.HistGradientBoostingRegressor(loss="poisson", max_iter=3).fit(X, np.exp(Y))
    assert written(counts)["link"] == "exp"
    np.testing.assert_allclose(np.exp(predicted(written(counts), X[:20]))[:, 0], counts.predict(X[:20]), rtol=1e-12)
    assert written(ensemble.GradientBoostingClassifier(n_estimators=2, loss="exponential").fit(X, TWO))["link"] == "other"


@pytest.mark.parametrize(
    ("model", "why"),
    [
        (make_pipeline(StandardScaler(), tree.DecisionTreeRegressor()).fit(X, Y), "last step"),
        (tree.DecisionTreeClassifier().fit(X, np.stack([TWO, ~TWO], 1)), "several targets"),
        (ensemble.GradientBoostingRegressor(n_estimators=2, init=tree.DecisionTreeRegressor(max_depth=1)).fit(X, Y), "init="),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_reason(model: Any, why: Any) -> None:
    with pytest.raises(sklearn_export.Unsupported, match=why):
        written(model)
