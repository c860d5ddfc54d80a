"""Where things are."""

import os
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BENCHMARKS = TOP / "benchmarks"
SHAP = TOP / "shap"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "shap-operator" / "benchmarks"
