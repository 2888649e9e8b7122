"""The web server's entrance."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
application = get_wsgi_application()

# Everything is loaded before the web server divides into workers (`--preload`), and then left out
# of every later look for rubbish: two hundred thousand objects that stay, shared by all workers.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
