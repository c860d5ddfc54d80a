"""What people do with the client: DataFrames, scikit-learn, pipelines, shap's own plots. Against the real service."""

from __future__ import annotations

import asyncio
import io
import pathlib
import uuid
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import shap
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from stage import Stage

import shap_operator
from shap_operator import AsyncClient, Client, Unsupported, export_model

PLOTS = {
    "beeswarm": shap.plots.beeswarm,
    "bar": shap.plots.bar,
    "heatmap": shap.plots.heatmap,
    "violin": shap.plots.violin,
    "waterfall": lambda explanation, show: shap.plots.waterfall(explanation[0], show=show),
    "scatter": lambda explanation, show: shap.plots.scatter(explanation[:, "medianIncome"], color=explanation, show=show),
    "force": lambda explanation, show: shap.plots.force(explanation[0], matplotlib=True, show=show),
    "decision": lambda e, show: shap.plots.decision(e.base_values[0], e.values, feature_names=list(e.feature_names), show=show),
}


@pytest.fixture(scope="module")
def client(stage: Stage) -> Client:
    stage.mend()
    return Client(stage.proxy, api_key=stage.keys["acme"])


@pytest.fixture(scope="module")
def frame(stage: Stage, client: Client) -> pd.DataFrame:
    return pd.DataFrame(stage.rows(120), columns=client.model("housing")["feature_names"])


@pytest.fixture(scope="module")
def explanation(client: Client, frame: pd.DataFrame) -> shap.Explanation:
    explained = client.explain("housing", frame)
    assert isinstance(explained, shap.Explanation)
    return explained


def test_an_explanation_is_what_shap_itself_makes_of_the_model(stage: Stage, explanation: shap.Explanation, frame: pd.DataFrame) -> None:
    np.testing.assert_allclose(explanation.values, stage.expected(0, 120), atol=1e-4)
    assert list(explanation.feature_names) == list(frame.columns)
    np.testing.assert_array_equal(explanation.data, frame.to_numpy())
    assert explanation[:, "latitude"].values.shape == (120,)
    assert explanation.abs.mean(0).values.shape == (8,)


@pytest.mark.parametrize("plot", PLOTS)
def test_shaps_plots_work_unchanged(plot: str, explanation: shap.Explanation) -> None:
    plt.close("all")
    PLOTS[plot](explanation, show=False)
    image = io.BytesIO()
    plt.gcf().savefig(image, format="png", dpi=40)
    assert len(image.getvalue()) > 2000
    assert plt.gcf().axes


def test_columns_are_found_by_name(client: Client, frame: pd.DataFrame, stage: Stage) -> None:
    shuffled = frame[list(frame.columns[::-1])]
    np.testing.assert_allclose(client.explain("housing", shuffled, as_shap=False).values, stage.expected(0, 120), atol=1e-4)
    with pytest.raises(shap_operator.InvalidRows, match="missing: latitude"):
        client.explain("housing", frame.drop(columns="latitude"))


def test_groups_interactions_and_precision_are_asked_for_by_name(client: Client, frame: pd.DataFrame) -> None:
    explained = client.explain("housing", frame[:3], as_shap=False, interactions=True, precision="double")
    assert explained.interactions.shape == (3, 8, 8)
    assert explained.values.dtype == np.float64
    np.testing.assert_allclose(explained.interactions.sum(axis=2), explained.values, atol=1e-9)
    job = client.submit("housing", frame, groups={"place": ["longitude", "latitude"]})
    assert job.result().feature_names[0] == "place"
    with pytest.raises(shap_operator.InvalidRows, match="colour"):
        client.explain("housing", frame, colour="red")


def test_a_job_shows_its_progress(client: Client, stage: Stage) -> None:
    shown = io.StringIO()
    explained = client.explain("housing", stage.rows(700), as_shap=False, progress=shown)
    np.testing.assert_allclose(explained.values, stage.expected(0, 700), atol=1e-4)
    assert "700/700" in shown.getvalue()


@pytest.fixture(scope="module")
def houses() -> tuple[pd.DataFrame, Any]:
    g = np.random.default_rng(3)
    frame = pd.DataFrame({"district": g.choice(["old town", "harbour", "hill: top"], 400), "rooms": g.integers(1, 9, 400).astype(float)})
    frame["year"] = g.integers(1900, 2020, 400).astype(float)
    return frame, frame["rooms"] * 10 + (frame["district"] == "harbour") * 25 + g.normal(size=400)


def serve(stage: Stage, folder: pathlib.Path, model: Any) -> str:
    name = f"trained-{uuid.uuid4().hex[:8]}"
    export_model(model, folder / f"{name}.json")
    stage.serve(name, str(folder / f"{name}.json"))
    return name


def test_a_pipeline_is_explained_in_terms_of_the_columns_it_was_given(
    client: Client, stage: Stage, houses: tuple[pd.DataFrame, Any], tmp_path: pathlib.Path
) -> None:
    frame, target = houses
    encoder = make_column_transformer((OneHotEncoder(), ["district"]), remainder="passthrough")
    pipeline = make_pipeline(encoder, RandomForestClassifier(20, max_depth=5, random_state=0)).fit(frame, target > 50)
    name = serve(stage, tmp_path, pipeline)
    explained = client.explain(name, frame, pipeline=pipeline, as_shap=False)
    assert explained.feature_names == ("district", "rooms", "year")
    assert explained.values.shape == (400, 3, 2)
    np.testing.assert_allclose(explained.values.sum(axis=1) + explained.base_values, pipeline.predict_proba(frame), atol=1e-5)
    direct = shap.TreeExplainer(pipeline[-1])(np.asarray(pipeline[:-1].transform(frame), float), check_additivity=False)
    np.testing.assert_allclose(explained.values[:, 0], direct.values[:, :3].sum(axis=1), atol=1e-5)
    shown = client.explain(name, frame, pipeline=pipeline)
    shap.plots.beeswarm(shown[..., 1], show=False)
    assert shown[:, "district"].display_data[0] == frame["district"][0]


def test_categories_of_a_frame_are_sent_by_their_names(
    client: Client, stage: Stage, houses: tuple[pd.DataFrame, Any], tmp_path: pathlib.Path
) -> None:
    frame = houses[0].astype({"district": "category"})
    model = HistGradientBoostingRegressor(max_iter=30, categorical_features="from_dtype").fit(frame, houses[1])
    explained = client.explain(serve(stage, tmp_path, model), frame[:150], as_shap=False)
    np.testing.assert_allclose(explained.predictions, model.predict(frame[:150]), rtol=1e-5)
    np.testing.assert_allclose(explained.values.sum(axis=1) + explained.base_values, explained.predictions, rtol=1e-5)
    shap.plots.beeswarm(explained.to_shap(), show=False)


def test_what_cannot_be_exported_is_refused(houses: tuple[pd.DataFrame, Any]) -> None:
    with pytest.raises(Unsupported, match="OneHotEncoder"):
        export_model(OneHotEncoder(), io.StringIO())


def test_many_explanations_run_side_by_side_in_an_event_loop(stage: Stage) -> None:
    async def main() -> list[Any]:
        async with AsyncClient(stage.proxy, api_key=stage.keys["acme"]) as client:
            return await asyncio.gather(*(client.explain("housing", stage.rows(20), as_shap=False) for _ in range(6)))

    for explained in asyncio.run(main()):
        np.testing.assert_allclose(explained.values, stage.expected(0, 20), atol=1e-4)
