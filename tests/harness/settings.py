"""The program's own settings, in surroundings made for tests; processes that tests start inherit them."""

import atexit
import os
import shutil
import tempfile

if "GONGJIAN_DATA" not in os.environ:
    os.environ["GONGJIAN_DATA"] = tempfile.mkdtemp(prefix="gongjian-tests-")
    atexit.register(shutil.rmtree, os.environ["GONGJIAN_DATA"], ignore_errors=True)
os.environ.setdefault("GONGJIAN_HTTPS", "off")

from gongjian.config.settings import *  # noqa: F403  the surroundings come first

# Tests sign in hundreds of times, and Argon2 is slow on purpose.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
# Without the step that gathers and names the static files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
