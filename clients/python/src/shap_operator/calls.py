"""Each call of the API as an exchange: what is asked, what is done with the answer."""

from __future__ import annotations

import dataclasses
import json
import urllib.parse
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from .context import Context, persist
from .exchange import Exchange, Request
from .explained import Explained, explained_now
from .handle import JobHandle
from .problems import InvalidRows, ShapError, TooLarge
from .rows import Rows, RowsLike, read_rows

Names = Callable[[str], Sequence[str]]


@dataclasses.dataclass(frozen=True)
class Options:
    """What is computed; see docs/methods.md."""

    method: Literal["path", "interventional"] = "path"
    interactions: bool = False
    output: Literal["raw", "probability"] = "raw"
    precision: Literal["float", "double"] = "float"
    groups: Mapping[str, Sequence[str | int]] = dataclasses.field(default_factory=dict)
    """Columns that are shown as one feature: their names, or positions where the model has no names."""

    def query(self) -> str:
        given: list[tuple[str, str]] = []
        for field in dataclasses.fields(Options):
            value = getattr(self, field.name)
            if field.name != "groups" and value != field.default:
                given.append((field.name, str(value).lower()))
        given += [("group", f"{name}:{','.join(str(c) for c in columns)}") for name, columns in self.groups.items()]
        return "?" + urllib.parse.urlencode(given, quote_via=urllib.parse.quote) if given else ""


def model_path(model: str) -> str:
    return "/v1/models/" + urllib.parse.quote(model, safe="")


def models(context: Context) -> Exchange[list[dict[str, Any]]]:
    answer = yield from persist(context, context.request("GET", "/v1/models"))
    items: list[dict[str, Any]] = json.loads(answer.body)["items"]
    return items


def model(context: Context, name: str) -> Exchange[dict[str, Any]]:
    answer = yield from persist(context, context.request("GET", model_path(name)))
    told: dict[str, Any] = json.loads(answer.body)
    return told


def prepare(context: Context, name: str, x: RowsLike, categories: str) -> Exchange[Rows]:
    """The rows, ready to be sent. Only those with column names need to know the model's."""
    known: Sequence[str] = ()
    if hasattr(x, "columns"):
        known = (yield from model(context, name)).get("feature_names", ())
    return read_rows(x, categories=categories, model_names=known)


def explain_now(context: Context, name: str, rows: Rows, options: Options) -> Exchange[Explained]:
    path = f"{model_path(name)}:explain{options.query()}"
    request = context.request("POST", path, rows.body, {"Content-Type": rows.content_type})
    answer = yield from persist(context, request)
    return explained_now(json.loads(answer.body), rows.data)


def submit(context: Context, name: str, rows: Rows, options: Options, key: str | None) -> Exchange[JobHandle]:
    """Every try carries the same key, so that however many of them arrive it is one job."""
    mine = key or uuid.uuid4().hex
    path = f"{model_path(name)}/jobs{options.query()}"
    request = context.request("POST", path, rows.body, {"Content-Type": rows.content_type, "Idempotency-Key": mine})
    answer = yield from persist(context, request)
    return JobHandle(str(json.loads(answer.body)["id"]), name, rows.count, rows.features, mine)


def fits_one_answer(context: Context, rows: Rows) -> bool:
    return rows.count <= context.sync_rows


def refused_as_too_large(error: ShapError) -> bool:
    return isinstance(error, TooLarge)


def options_of(given: Options | None, more: Mapping[str, Any]) -> Options:
    """
    Raises:
        InvalidRows: an option that there is none of.
    """
    unknown = set(more) - {field.name for field in dataclasses.fields(Options)}
    if unknown:
        raise InvalidRows(f"No such option: {', '.join(sorted(unknown))}.")
    return dataclasses.replace(given or Options(), **more)


def job_request(context: Context, handle: JobHandle, method: str = "GET", suffix: str = "", headers: Mapping[str, str] | None = None) -> Request:
    return context.request(method, f"/v1/jobs/{handle.id}{suffix}", headers=headers)
