"""SHAP explanations by a shap-operator service.

>>> client = Client("http://shap.example:8080", api_key="…")
>>> explanation = client.explain("housing", X)
>>> shap.plots.beeswarm(explanation)
"""

from .aio import AsyncClient, AsyncJob
from .calls import Options
from .client import Client, Job
from .context import Context
from .explained import Explained, Explanation, Page
from .explaining import Outage
from .handle import JobHandle
from .models import Unsupported, export_model
from .problems import (
    AccessDenied,
    Cancelled,
    Expired,
    InvalidRows,
    JobFailed,
    MissingRows,
    NotFound,
    OutOfService,
    RedisUnavailable,
    ServerError,
    ShapError,
    TimedOut,
    TooBusy,
    TooLarge,
    Unreachable,
)
from .retries import NEVER, Budget, Retries
from .status import JobStatus, Phase

__version__ = "0.1.0"
__all__ = [
    "NEVER",
    "AccessDenied",
    "AsyncClient",
    "AsyncJob",
    "Budget",
    "Cancelled",
    "Client",
    "Context",
    "Expired",
    "Explained",
    "Explanation",
    "InvalidRows",
    "Job",
    "JobFailed",
    "JobHandle",
    "JobStatus",
    "MissingRows",
    "NotFound",
    "Options",
    "OutOfService",
    "Outage",
    "Page",
    "Phase",
    "RedisUnavailable",
    "Retries",
    "ServerError",
    "ShapError",
    "TimedOut",
    "TooBusy",
    "TooLarge",
    "Unreachable",
    "Unsupported",
    "export_model",
]
