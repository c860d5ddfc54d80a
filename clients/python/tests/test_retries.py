from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shap_operator import Budget, Context, Retries, ServerError, ShapError, Unreachable
from shap_operator.context import persist
from shap_operator.exchange import Answer, Broken, Exchange, Pause, Request

OK = Answer(200, {}, b"{}")
DOWN = Answer(503, {}, b"")
REFUSED = Broken("connection refused")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def play(exchange: Exchange[Any], replies: Iterator[Answer | Broken], clock: Clock) -> tuple[Any, list[Request], list[float]]:
    """Answers the exchange; time passes by its pauses alone."""
    asked: list[Request] = []
    pauses: list[float] = []
    reply: Answer | Broken | None = None
    while True:
        try:
            wanted = exchange.send(reply)
        except StopIteration as end:
            return end.value, asked, pauses
        except ShapError as e:
            return e, asked, pauses
        reply = None
        if isinstance(wanted, Pause):
            pauses.append(wanted.seconds)
            clock.now += wanted.seconds
        else:
            asked.append(wanted)
            reply = next(replies)


def persisting(*replies: Answer | Broken, random: float = 1.0, **settings: Any) -> tuple[Any, list[Request], list[float]]:
    clock = Clock()
    context = Context(clock=clock, random=lambda: random, **settings)
    return play(persist(context, context.request("GET", "/x")), iter([*replies, *[REFUSED] * 100]), clock)


def test_pauses_double_up_to_the_longest_and_are_drawn_from_zero_on() -> None:
    _, _, most = persisting(*[REFUSED] * 6, OK, retries=Retries(base=1.0, longest=5.0))
    assert most == [2.0, 4.0, 5.0, 5.0, 5.0, 5.0]
    _, _, least = persisting(*[REFUSED] * 6, OK, random=0.0)
    assert least == [0.0] * 6


def test_a_call_is_given_up_after_its_tries_or_when_the_next_would_be_later_than_its_patience() -> None:
    error, asked, _ = persisting(retries=Retries(tries=3))
    assert isinstance(error, Unreachable)
    assert len(asked) == 3
    _, asked, pauses = persisting(retries=Retries(tries=99, base=10.0, longest=10.0, patience=25.0))
    assert pauses == [10.0, 10.0]
    assert len(asked) == 3


def test_retry_after_is_waited_for_with_the_jitter_on_top_of_it() -> None:
    busy = Answer(503, {"retry-after": "7"}, b"")
    assert persisting(busy, OK, random=0.0)[2] == [7.0]
    assert persisting(busy, OK, random=1.0)[2] == [7.4]


def test_what_cannot_succeed_later_is_not_asked_again() -> None:
    error, asked, _ = persisting(Answer(404, {}, b""), OK)
    assert isinstance(error, ShapError)
    assert len(asked) == 1


@pytest.mark.parametrize(("told", "tries"), [("true", 2), ("false", 1)])
def test_the_problem_document_says_whether_it_may_be_asked_again(told: str, tries: int) -> None:
    body = f'{{"type": "urn:shap-service:problem:internal", "status": 500, "detail": "d", "retryable": {told}}}'.encode()
    _, asked, _ = persisting(Answer(500, {"content-type": "application/problem+json"}, body), OK)
    assert len(asked) == tries


def test_the_budget_is_shared_by_the_calls_of_a_client_and_filled_by_answers() -> None:
    budget = Budget(most=3.0, refund=0.5)
    impatient = Retries(tries=99)
    assert len(persisting(*[DOWN] * 20, budget=budget, retries=impatient)[1]) == 4
    error, asked, _ = persisting(*[DOWN] * 20, budget=budget, retries=impatient)
    assert isinstance(error, ServerError)
    assert len(asked) == 1
    for _ in range(2):
        persisting(OK, budget=budget)
    assert len(persisting(*[DOWN] * 20, budget=budget, retries=impatient)[1]) == 2


def test_each_try_has_a_request_id_of_its_own_which_the_log_is_told_with_the_outcome() -> None:
    log: list[Any] = []
    _, asked, _ = persisting(REFUSED, OK, log=log.append, api_key="secret")
    ids = [request.headers["X-Request-Id"] for request in asked]
    assert len(set(ids)) == 2
    assert [event["event"] for event in log] == ["answer", "retry", "answer"]
    assert [log[0]["request_id"], log[2]["request_id"]] == ids
    assert log[0]["broken"] == "connection refused"
    assert "secret" not in str(log)
