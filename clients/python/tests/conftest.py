import os

import pytest
from stage import Stage


@pytest.fixture(scope="session")
def stage() -> Stage:
    control = os.environ.get("SHAP_STAGE")
    if not control:
        pytest.skip("SHAP_STAGE names no stage: clients/run starts one")
    return Stage(control)


@pytest.fixture
def mended(stage: Stage) -> Stage:
    stage.mend()
    return stage
