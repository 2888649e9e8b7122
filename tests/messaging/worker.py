"""The project's task runner, which knows the tests' event: `celery -A tests.messaging.worker`.

It listens to a queue of its own, so that it can share a broker with others.
"""

from pathlib import Path

import django
from django.conf import settings
from kombu import Queue

from lms.celery import app

__all__ = ["app"]

django.setup()

from tests.messaging import greeting  # noqa: E402

greeting.make_known(settings)
app.conf.task_default_queue = Path(settings.VAR_DIR).name
app.conf.task_queues = [Queue(app.conf.task_default_queue, expires=60)]
