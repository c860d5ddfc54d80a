"""Errors, each told by a type. `str(error)` is for people; `type`, `status` and `errors` are for programs."""

from __future__ import annotations

import json
from typing import Any

from .exchange import Answer, Broken

PREFIX = "urn:shap-service:problem:"
_GATEWAY = (502, 503, 504)


class ShapError(Exception):
    """Something that this library was asked for could not be done."""

    def __init__(
        self,
        message: str,
        *,
        type: str = "",
        status: int | None = None,
        retryable: bool = False,
        retry_after: float | None = None,
        request_id: str | None = None,
        errors: tuple[dict[str, str], ...] = (),
    ) -> None:
        super().__init__(message)
        self.type = type
        """The problem's type without its prefix, such as `redis-unavailable`; empty when no problem was sent."""
        self.status = status
        self.retryable = retryable
        self.retry_after = retry_after
        self.request_id = request_id
        self.errors = errors
        """`{"pointer": where, "detail": what}` of each fault in what was sent."""


class OutOfService(ShapError):
    """The service cannot do it now; what was sent is not at fault. A fallback is asked when an explanation ends in one of these."""


class Unreachable(OutOfService):
    """No answer came from the service: connections are refused or cut, or it is silent."""


class RedisUnavailable(OutOfService):
    """The service answers and its Redis does not: jobs wait, single rows are still explained."""


class TooBusy(OutOfService):
    """A rate, a budget or a queue is at its limit."""


class ServerError(OutOfService):
    """The service failed, or something before it did."""


class AccessDenied(ShapError):
    """The API key is missing or not valid."""


class NotFound(ShapError):
    """No such model, or no such job of this key's owner."""


class Expired(ShapError):
    """The results are no longer kept."""


class InvalidRows(ShapError):
    """The rows or the options do not fit the model; `errors` says where."""


class TooLarge(ShapError):
    """More rows, features or bytes than one request may have."""


class MissingRows(ShapError):
    """Rows of the job have no results: it is partial or was cancelled."""


class JobFailed(ShapError):
    """The job has ended without results."""


class Cancelled(ShapError):
    """The call was cancelled by its `cancel` event."""


class TimedOut(ShapError):
    """The job has not ended within the time that the caller gave. It goes on; its handle is as good as before."""


_TYPES: dict[str, type[ShapError]] = {
    **dict.fromkeys(("redis-unavailable", "outcome-unknown"), RedisUnavailable),
    **dict.fromkeys(("rate-limited", "too-busy", "over-quota", "queue-full"), TooBusy),
    **dict.fromkeys(("internal", "access-unavailable", "model-unavailable", "shutting-down", "deadline-exceeded", "request-timeout"), ServerError),
    "unauthenticated": AccessDenied,
    **dict.fromkeys(("job-not-found", "model-not-found"), NotFound),
    "results-expired": Expired,
    **dict.fromkeys(("features-mismatch", "invalid-data", "malformed-body", "unsupported-options"), InvalidRows),
    "too-large": TooLarge,
    "missing-rows": MissingRows,
}

_FOR_PEOPLE = {
    "redis-unavailable": "The service cannot reach its Redis, where jobs and results are kept. Accepted jobs are not lost; "
    "jobs cannot be submitted or read until it is back, single rows are still explained.",
    "outcome-unknown": "The service lost its Redis while it took the job in: whether it was accepted is not known. "
    "Submitting again with the same key answers with the same job.",
}


def problem(reply: Answer | Broken) -> ShapError:
    """The error that a reply stands for."""
    if isinstance(reply, Broken):
        return Unreachable(f"The service does not answer: {reply.reason}.", retryable=True)
    retry_after = _seconds(reply.headers.get("retry-after"))
    request_id = reply.headers.get("x-request-id")
    told = _document(reply)
    if told is None:
        return _without_document(reply, retry_after, request_id)
    name = str(told.get("type", "")).removeprefix(PREFIX)
    detail = str(told.get("detail", told.get("title", "")))
    errors = tuple(e for e in told.get("errors", []) if isinstance(e, dict))
    message = " ".join(filter(None, (_FOR_PEOPLE.get(name), detail, *(f"{e.get('pointer')}: {e.get('detail')}" for e in errors[:5]))))
    default = ServerError if reply.status >= 500 else ShapError
    after = retry_after if retry_after is not None else told.get("retryAfter")
    return _TYPES.get(name, default)(
        message,
        type=name,
        status=reply.status,
        retryable=bool(told.get("retryable", False)),
        retry_after=after,
        request_id=request_id,
        errors=errors,
    )


def _without_document(reply: Answer, retry_after: float | None, request_id: str | None) -> ShapError:
    """A gateway, or something that is no shap-operator at all."""
    message = f"Status {reply.status} without a problem document: a proxy before the service, or another program at this address."
    kind = ServerError if reply.status >= 500 else TooBusy if reply.status == 429 else AccessDenied if reply.status in (401, 403) else ShapError
    retryable = reply.status in (408, 429, *_GATEWAY)
    return kind(message, status=reply.status, retryable=retryable, retry_after=retry_after, request_id=request_id)


def _document(reply: Answer) -> dict[str, Any] | None:
    if "json" not in reply.headers.get("content-type", ""):
        return None
    try:
        told = json.loads(reply.body)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _seconds(text: str | None) -> float | None:
    """Of Retry-After; a date, which only gateways send, counts as none."""
    try:
        return max(0.0, float(text)) if text else None
    except ValueError:
        return None
