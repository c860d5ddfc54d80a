"""The predecessor, rebuilt: RQ's SimpleWorker explains batches of 500 rows with shap, one worker, one thread.

python -m end_to_end.predecessor PORT: the worker. The functions are its tasks.
"""

import sys
from functools import cache
from pathlib import Path

import numpy as np

BATCH = 500
QUEUE = "shap"


@cache
def explainer(kind: str, folder: str):
    """Once in a process, as the predecessor's workers had it."""
    import shap
    import xgboost

    from side_by_side.plain_trees import of_xgboost

    if kind == "xgboost":  # given an XGBoost model TreeExplainer calls XGBoost
        booster = xgboost.Booster(model_file=Path(folder) / "model.ubj")
        booster.set_param({"nthread": 1})
        return shap.TreeExplainer(booster)
    return shap.TreeExplainer(of_xgboost(Path(folder) / "model.ubj"), feature_perturbation="tree_path_dependent")


def explain(kind: str, folder: str, rows: np.ndarray) -> np.ndarray:
    return np.asarray(explainer(kind, folder).shap_values(rows, check_additivity=False), dtype=np.float32)


class Predecessor:
    """A user of it, and its worker as a process."""

    def __init__(self, redis_port: int, kind: str, folder: Path) -> None:
        import redis
        import rq

        self.kind = kind
        self.folder = str(folder)
        self.queue = rq.Queue(QUEUE, connection=redis.Redis(port=redis_port))

    def run(self, rows: np.ndarray) -> list:
        """Enqueues the rows and waits for the end of every batch."""
        jobs = [
            self.queue.enqueue(explain, self.kind, self.folder, rows[at : at + BATCH], result_ttl=600)
            for at in range(0, len(rows), BATCH)
        ]
        for job in jobs:
            result = job.latest_result(timeout=600)
            if result is None or result.type != result.Type.SUCCESSFUL:
                raise RuntimeError(f"the batch {job.id} has failed")
        return jobs

    def values(self, jobs: list) -> np.ndarray:
        return np.concatenate([job.latest_result().return_value for job in jobs])


def work(port: int) -> None:
    import redis
    import rq

    rq.SimpleWorker([QUEUE], connection=redis.Redis(port=port)).work(logging_level="WARNING")


if __name__ == "__main__":
    # A task is named by its module, which must not be __main__ here.
    from end_to_end import predecessor

    predecessor.work(int(sys.argv[1]))
