"""The site's settings for tests: a data directory of their own, quick passwords, a database of the caller's choice.

``GONGPING_TEST_DATABASE`` names a PostgreSQL; without it, SQLite in a temporary folder.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_HOME = tempfile.mkdtemp(prefix="gp-site-")
atexit.register(shutil.rmtree, _HOME, True)
for _name in ("HOSTS", "HTTPS", "LANG", "LANGUAGE_SWITCH", "REHEARSAL", "SECRET_KEY", "TIME_ZONE", "UPLOAD_MB"):
    os.environ.pop(f"GONGPING_{_name}", None)
os.environ["GONGPING_HOME"] = _HOME
os.environ["DATABASE_URL"] = os.environ.get("GONGPING_TEST_DATABASE", "")

from gongping.web.settings import *  # noqa: E402, F403 - the environment comes first

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
