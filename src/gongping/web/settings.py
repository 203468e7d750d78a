"""Django's settings, made from the environment (docs: guide). Nothing else configures the site."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from gongping.web.environment import NO_DRIVER, Reader

_told = Reader(os.environ)

HOME = _told.home("GONGPING_HOME", "gongping-data")
"""The data directory: database, key, uploads. Backing it up is backing the site up."""
SECRET_KEY = _told.secret("GONGPING_SECRET_KEY", HOME / "secret.key")
DATABASES = {"default": _told.database("DATABASE_URL", HOME / "gongping.sqlite3")}
if "postgresql" in DATABASES["default"]["ENGINE"] and importlib.util.find_spec("psycopg") is None:
    _told.wrong(NO_DRIVER, "DATABASE_URL", value="…")

HTTPS = _told.switch("GONGPING_HTTPS")
ALLOWED_HOSTS = _told.words("GONGPING_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
LANGUAGE = _told.choice("GONGPING_LANG", "zh", "en")
LANGUAGE_SWITCH = _told.switch("GONGPING_LANGUAGE_SWITCH")
TIME_ZONE = _told.time_zone("GONGPING_TIME_ZONE", "Asia/Shanghai")
UPLOAD_BYTES = _told.megabytes("GONGPING_UPLOAD_MB", 20) * 2**20
REHEARSAL = _told.switch("GONGPING_REHEARSAL")
"""A data directory for practice: every page says so."""
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
SEND_MAIL, EMAIL_TIMEOUT = bool(_told.text("GONGPING_SMTP")), 10
"""Off unless a server is named; and then a mail says only that something waits."""
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS = _told.mail_server("GONGPING_SMTP")
DEFAULT_FROM_EMAIL = _told.text("GONGPING_MAIL_FROM", "gongping@localhost")
_told.finish()

DEBUG = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "gongping.web.urls"
WSGI_APPLICATION = "gongping.web.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "gongping.web.shared",
    "gongping.web.accounts",
    "gongping.web.journal",
    "gongping.web.notices",
    "gongping.web.decisions",
]
MIDDLEWARE = [
    "gongping.web.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongping.web.middleware.upload_limit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongping.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["gongping.web.shared.templatetags.words", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongping.web.frame.frame",
            ],
        },
    }
]

# Who someone is
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["gongping.web.accounts.backend.PersonBackend"]
LOGIN_URL = "accounts:sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("username", "name")}},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOCK_AFTER = 5
"""Wrong passwords in a row before a name is locked."""
LOCK_MINUTES = 15
SLIP_DAYS = 7
"""How long the code of a printed slip opens an account."""

# Cookies stay on the office's pages: the voter's pages set and read none.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/o/"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "gongping-session", "gongping-csrf"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "gongping.web.errors.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 0

# Words and times
USE_I18N = USE_TZ = True
LANGUAGE_CODE = "zh-hans" if LANGUAGE == "zh" else "en"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]

# Files: those of the program, hashed by name, and those of people, outside the reach of any address
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = Path(HOME) / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_BYTES
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
