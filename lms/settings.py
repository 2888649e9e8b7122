"""Settings, chosen by environment variables that are read here and nowhere else.

Two ways of running, one code: embedded (default: SQLite, a broker that needs no server, mail to
a folder) and served (PostgreSQL, RabbitMQ or Redis, SMTP). `docs/reference/settings.md` lists
every variable; a wrong value stops the start with an error that names it.
"""

import secrets
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# ── where things are ────────────────────────────────────────────────────────────────────────
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SHOW_OUTBOX = env.bool("SHOW_OUTBOX", default=False)  # the demo's page of sent messages, for all
HTTPS_ONLY = env.bool("HTTPS_ONLY", default=False)


def secret_key() -> str:
    """The key from SECRET_KEY, or one made at the first start and kept in VAR_DIR."""
    if given := env.str("SECRET_KEY", default=""):
        return given
    kept = VAR_DIR / "secret-key"
    if not kept.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text().strip()


SECRET_KEY = secret_key()

# ── the rooms, from the roof down ───────────────────────────────────────────────────────────
ROOMS = [
    "lms", "reports", "content", "supervision", "cohorts", "courses", "areas", "organisations",
    "messaging", "common",
]  # fmt: skip
INSTALLED_APPS = [
    *ROOMS,
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lms.views.first_administrator.FirstAdministratorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "common.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "common.middleware.ContentSecurityPolicyMiddleware",
    "common.middleware.PrivatePagesMiddleware",
    "lms.views.admin_door.AdminDoorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.context_processors.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "common.templatetags.ui",
            ],
        },
    },
]

# ── database, cache, tasks, mail ────────────────────────────────────────────────────────────
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'ract.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE is what removes "database is locked"; see docs/adr/0003-sqlite-settings.md.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;"
            "PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
CACHES = {"default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

CELERY_BROKER_URL = env.str("BROKER_URL", default="filesystem://localhost")
if not CELERY_BROKER_URL.startswith(("filesystem://", "amqp://", "redis://", "memory://")):
    message = "BROKER_URL must begin with filesystem://, amqp:// or redis:// (tests: memory://)."
    raise ImproperlyConfigured(message)
if CELERY_BROKER_URL.startswith("filesystem://"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "queue"),
        "data_folder_out": str(VAR_DIR / "queue"),
        "control_folder": str(VAR_DIR / "queue-control"),
        "polling_interval": 0.1,
    }
elif CELERY_BROKER_URL.startswith("redis://"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 600,
        "unacked_restore_throttle": 1,
        "max_retries": 0,
    }
elif CELERY_BROKER_URL.startswith("amqp://"):
    # A request never waits for a broker that is down: the ledger is the truth (flow 8).
    CELERY_BROKER_TRANSPORT_OPTIONS = {"confirm_publish": True, "max_retries": 0}
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 1.0
CELERY_TIMEZONE = "Europe/Stockholm"
CELERY_BEAT_SCHEDULE = {
    "relay": {"task": "messaging.tasks.relay", "schedule": 5.0, "options": {"expires": 5}},
    "access": {"task": "organisations.tasks.sync_access", "schedule": crontab(hour=0, minute=10)},
    "waiting": {"task": "cohorts.tasks.move_waiting_lists", "schedule": 60.0},
    "evaluations": {"task": "cohorts.tasks.run_evaluations", "schedule": 600.0},
    "warn": {"task": "cohorts.tasks.warn_early", "schedule": crontab(hour=3, minute=20)},
    "open": {"task": "cohorts.tasks.remind_of_open_days", "schedule": crontab(hour=7, minute=5)},
}

MAIL_URL = env.str("MAIL_URL", default="folder://")  # or smtp://user:password@host:port
if MAIL_URL.startswith("folder://"):
    EMAIL_BACKEND = "messaging.mailbox.FolderBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    vars().update(env.email("MAIL_URL"))
EMAIL_TIMEOUT = 20  # seconds of silence; shorter than a relay's lease on a message
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="RACT-utbildningen <svara-inte@ract.example>")

# ── people and log-in ───────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = ["organisations.adapters.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/logga-in/"
LOGIN_REDIRECT_URL = "/min-sida/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organisations.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds; a mail may take its time
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to addresses they type
ACCOUNT_EMAIL_VERIFICATION = "none"  # a person's address is confirmed by the code or the link
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"registration": "10/m/ip", "check_in": "10/5m/user"}  # beside allauth's
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", default=0)  # whose X-Forwarded-For to believe

# ── language and time ───────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("da", _("Danish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
SCREEN_LANGUAGES = ["sv", "en"]  # what the pages themselves are written in
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["common.formats"]

# ── files ───────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "common.staticfiles.OneStylesheetStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365 if not DEBUG else 0
UPLOAD_MAX_BYTES = 25 * 2**20  # of a request with files; lists and pictures have less of their own
UPLOAD_MAX_BYTES_UNDER = {"/admin/documents/": 510 * 2**20}  # films, from editors
FILE_UPLOAD_HANDLERS = [
    "common.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # attendance of 30 people, a grid of 60 nominations

# ── Wagtail ─────────────────────────────────────────────────────────────────────────────────
WAGTAIL_SITE_NAME = "RACT-utbildningen"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = False  # trainers publish what they write
WAGTAILADMIN_COMMENTS_ENABLED = False  # Wagtail would mail about them, past our ledger
WAGTAILEMBEDS_FINDERS = []  # no outgoing request on anyone's behalf
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content.forms.files.DocumentForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000

# ── what a browser may load, and who may see an answer again ────────────────────────────────
FROM_HERE = ("script-src", "style-src", "connect-src", "font-src", "media-src", "form-action")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **dict.fromkeys(("default-src", "base-uri", "frame-ancestors"), [NONE]),
        **dict.fromkeys(FROM_HERE, [SELF]),
        "img-src": [SELF, "data:"],
    }
}
# Wagtail's editor styles inline and its date fields carry a small inline script.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews in a frame; public pages add frame-ancestors
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS_ONLY
if HTTPS_ONLY:
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

KEYS_STAND_AFTER = ["/svara/", "/anmalan/min/", "/kalender/", "/intyg/", "/password/reset/key/"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"links": {"()": "common.logs.LinksLeftOut", "under": KEYS_STAND_AFTER}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
