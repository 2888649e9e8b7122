"""How things are timed: warmed up, many times, median and 95th percentile, by two clocks."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

WARM_UPS = 3
RUNS = 25


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one job by one clock."""

    median: float
    p95: float


@dataclass(frozen=True)
class Timings:
    """The same runs by both clocks: `cpu` is this process's own work, `wall` what passed."""

    cpu: Timing
    wall: Timing

    def by(self, clock: str) -> Timing:
        return {"cpu": self.cpu, "wall": self.wall}[clock]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of `results.json`; `benchmarks/README.md` says what the columns mean."""

    job: str
    database: str
    scale: str
    clock: str
    median_ms: float
    p95_ms: float
    wall_ms: float
    queries: int
    bytes: int | None = None
    multiple_of_trivial: float | None = None
    sql_ms: float | None = None
    ratio_to_sql: float | None = None

    def as_dict(self) -> dict:
        return asdict(self)


def clock_for(database: str) -> str:
    """SQLite works inside our process, so that its CPU time is the whole work, whoever else the
    machine works for. A database server's work is seen by the clock on the wall only."""
    return "cpu" if database == "SQLite" else "wall"


def timed(call: Callable[[], object], *, runs: int = RUNS) -> Timings:
    """Run it warm, `runs` times. What has been loaded is frozen, as in the web server
    (`lms/wsgi.py`); the rubbish of the runs themselves is collected, and counts."""
    for _ in range(WARM_UPS):
        call()
    cpu, wall = [], []
    gc.collect()
    gc.freeze()
    for _ in range(runs):
        begun, begun_work = time.perf_counter(), time.process_time()
        call()
        cpu.append((time.process_time() - begun_work) * 1000)
        wall.append((time.perf_counter() - begun) * 1000)
    return Timings(_timing(cpu), _timing(wall))


def _timing(times: list[float]) -> Timing:
    return Timing(statistics.median(times), statistics.quantiles(times, n=20)[-1])
