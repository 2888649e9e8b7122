"""How things are timed: warmed up, many times, median and 95th percentile."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

WARM_UPS = 3
RUNS = 25


@dataclass(frozen=True)
class Row:
    """One line of `results.json`; milliseconds of server time."""

    job: str
    database: str
    scale: str
    median_ms: float
    p95_ms: float
    queries: int
    bytes: int | None = None
    multiple_of_trivial: float | None = None
    ratio_to_sql: float | None = None

    def as_dict(self) -> dict:
        return asdict(self)


def timed(call: Callable[[], object], *, runs: int = RUNS) -> tuple[float, float]:
    """(median, 95th percentile) in milliseconds. The collector rests meanwhile."""
    for _ in range(WARM_UPS):
        call()
    times = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(runs):
            begun = time.perf_counter()
            call()
            times.append((time.perf_counter() - begun) * 1000)
    finally:
        gc.enable()
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
