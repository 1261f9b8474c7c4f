"""Makes a property fail that checks nothing: one of whose examples fewer than half come to an assertion.

pytest rewrites every assertion of a test; with `enable_assertion_pass_hook` it also asks, at each that held,
whether anybody wants to know. That question is counted here: it costs nothing, where pytest's own hook would
have every value put into words. Examples that a strategy or `assume` rejects are none.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from _pytest.assertion import rewrite
from hypothesis import settings

SHORT = 30  # examples of a property that says nothing of its own
LEAST = 0.5
ASKED = "_check_if_assertion_pass_impl"  # stands in the code of each rewritten assertion


def examples(count: int) -> int:
    """Return how many examples a property draws that names a number of its own, that of a run by hand.

    The run of CI draws fewer, the same each time; a long one up to ten times as many.
    """
    return min(max(2, count * settings().max_examples // SHORT), 10 * count)


def hook_only_properties() -> None:
    """Let only modules that draw examples ask: to write the question takes as long as half of the rest."""
    made = rewrite.AssertionRewriter.__init__

    def begin(self: rewrite.AssertionRewriter, *given: Any) -> None:
        made(self, *given)
        self.enable_assertion_pass_hook &= b"hypothesis" in self.source

    mock.patch.object(rewrite.AssertionRewriter, "__init__", begin).start()


@contextmanager
def held_to_its_assertions(test: Callable[..., Any] | None) -> Iterator[None]:
    """While a property runs, count; then fail where too few of its examples came to an assertion.

    Other tests, properties that assert nothing but that no fault is raised, and what was compiled without
    the hook, run as they are.
    """
    drawn = getattr(test, "hypothesis", None)
    inner = getattr(drawn, "inner_test", None)
    if drawn is None or inner is None or ASKED not in inner.__code__.co_names:
        yield
        return
    examples = reached = held = 0

    @functools.wraps(inner)
    def counted(*args: object, **named: object) -> None:
        nonlocal examples, reached, held
        held = 0
        inner(*args, **named)
        examples += 1
        reached += held > 0

    def one_held() -> bool:
        nonlocal held
        held += 1
        return False

    drawn.inner_test = counted
    try:
        with mock.patch.object(rewrite, ASKED, one_held):
            yield
    finally:
        drawn.inner_test = inner
    assert reached >= examples * LEAST, (
        f"{reached} of {examples} examples came to an assertion: let the strategy draw what is checked"
    )
