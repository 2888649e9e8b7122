"""A program of its own: sets limits for itself, then becomes the reader that it is told to be.

Five kilobytes can claim more than any memory holds, and the parser that believes them takes its
whole process down. So that process is this one, and not the one that serves everybody.
"""

import contextlib
import resource
import runpy
import sys

MEMORY = 512 * 1024 * 1024
SECONDS = 8
LIMITS = {
    resource.RLIMIT_CORE: 0,  # a core file would hold what was sent
    resource.RLIMIT_FSIZE: 0,  # and nothing else is written either
    resource.RLIMIT_CPU: SECONDS,
    resource.RLIMIT_AS: MEMORY,
}

for limit, most in LIMITS.items():
    with contextlib.suppress(ValueError, OSError):  # not every system knows every limit
        resource.setrlimit(limit, (most, most))
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
