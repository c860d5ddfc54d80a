"""How far our values in float, and XGBoost's, are from ours in double."""

import tempfile
from pathlib import Path

import numpy as np

from .contests import Files
from .sides import Peer, explained

ROWS = 500


def compare(name: str) -> dict:
    """Largest differences of the first rows, as shares of the largest value."""
    files = Files(name)
    rows = files.folder / "rows-500.npy"
    with tempfile.TemporaryDirectory(prefix="shap-benchmark-") as scratch:
        into = Path(scratch)
        exact = explained(files.model, rows, into, ("--precision", "double"))
        rough = explained(files.model, rows, into)
        peer = Peer("xgboost", "path", files.folder, 1)
        try:
            theirs = peer.values(ROWS, into / "theirs.npy")[..., 0]
        finally:
            peer.close()
    scale = np.abs(exact).max()
    return {"ours": float(np.abs(rough - exact).max() / scale), "xgboost": float(np.abs(theirs - exact).max() / scale)}
