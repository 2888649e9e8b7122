"""Many processes that do the same thing at the same moment."""

import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from django.db import connections

from common.errors import RuleViolation
from tests.processes import fork, forked

PATIENCE = 120  # seconds for the whole crowd


def crowd(number: int, work: Callable[[int], object]) -> list[str]:
    """Let `number` processes call `work(index)` at once. Gives each one's answer: "done", the
    code of a `RuleViolation`, or the name of any other exception; in the order of the index.

    Ends by itself: whoever is not ready in time is killed, and answers "hung".
    """
    start = fork.Barrier(number, timeout=PATIENCE)
    ends = [fork.Pipe(duplex=False) for _ in range(number)]
    people = [forked(_person, index, work, start, send) for index, (_, send) in enumerate(ends)]
    deadline = time.monotonic() + PATIENCE
    answers = []
    for (receive, _), person in zip(ends, people, strict=True):
        heard = receive.poll(max(0, deadline - time.monotonic()))
        answers.append(receive.recv() if heard else "hung")
        receive.close()
        if not heard:
            person.kill()
        person.join(5)
    assert not any(person.is_alive() for person in people)
    return answers


def _person(index: int, work: Callable, start, answer: Connection) -> None:
    start.wait()
    try:
        work(index)
    except RuleViolation as violation:
        answer.send(violation.code)
    except Exception as error:  # every kind is an answer
        answer.send(type(error).__name__)
    else:
        answer.send("done")
    finally:
        connections.close_all()
