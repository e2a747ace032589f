"""Every setting, in groups. What differs between machines is read from the environment (docs/reference/settings.md)."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from gongjian.config import env
from gongjian.config.logs import InOneLine, WithoutSecrets

# --- where things are ---------------------------------------------------------------------------

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("GONGJIAN_DATA", "gongjian-data")).resolve()

# --- the door -----------------------------------------------------------------------------------

# The keys of sealed fields lie in a file of their own, which no backup of the database contains.
KEYS = Path(env.text("GONGJIAN_KEYS", str(DATA / "keys" / "keys.json"))).resolve()

SECRET_KEY = env.secret("GONGJIAN_SECRET_KEY", DATA / "secret_key")
ALLOWED_HOSTS = env.words("GONGJIAN_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = env.flag("GONGJIAN_HTTPS", default=True)
DEMO = env.flag("GONGJIAN_DEMO", default=False)
DEBUG = False

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.flag("GONGJIAN_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gongjian.foundation.http.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- rooms --------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "gongjian.config.apps.GongjianConfig",
    "gongjian.portals.desk.apps.DeskConfig",
    "gongjian.portals.me.apps.MeConfig",
    "gongjian.portals.public_site.apps.PublicSiteConfig",
    "gongjian.modules.campaigns.apps.CampaignsConfig",
    "gongjian.modules.feedback.apps.FeedbackConfig",
    "gongjian.modules.roster.apps.RosterConfig",
    "gongjian.modules.promises.apps.PromisesConfig",
    "gongjian.modules.ledger.apps.LedgerConfig",
    "gongjian.modules.entrance.apps.EntranceConfig",
    "gongjian.modules.members.apps.MembersConfig",
    "gongjian.foundation.ui.apps.UiConfig",
    "gongjian.foundation.search.apps.SearchConfig",
    "gongjian.foundation.notices.apps.NoticesConfig",
    "gongjian.foundation.jobs.apps.JobsConfig",
    "gongjian.foundation.idempotency.apps.IdempotencyConfig",
    "gongjian.foundation.audit.apps.AuditConfig",
    "gongjian.foundation.sealing.apps.SealingConfig",
    "gongjian.foundation.accounts.apps.AccountsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "ninja",
    "template_partials.apps.SimpleAppConfig",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongjian.foundation.accounts.sessions.KeptSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongjian.foundation.accounts.devices.KnownDeviceMiddleware",
    "gongjian.foundation.accounts.sessions.LastSeenMiddleware",
    "gongjian.foundation.http.SignInRequired",
    "allauth.account.middleware.AccountMiddleware",
    "gongjian.foundation.idempotency.middleware.OneTimeKeyMiddleware",
    "gongjian.foundation.remembered.RememberingMiddleware",
    "gongjian.foundation.workplace.WorkplaceMiddleware",
    "gongjian.foundation.visiting.VisitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gongjian.foundation.http.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "gongjian.config.urls"
WSGI_APPLICATION = "gongjian.config.wsgi.application"
# The loaders are written by hand: cotton and the partials each rewrite them, and together they leave <c-…> unrendered.
_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _LOADERS)])],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "gongjian.foundation.ui.templatetags.gongjian",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongjian.foundation.ui.context.surroundings",
            ],
        },
    },
]

# --- the database -------------------------------------------------------------------------------

# FULL, not the popular NORMAL, which loses acknowledged transactions in a power cut; IMMEDIATE, or the loser of a
# race is told "database is locked" (docs/decisions/0002-two-databases.md).
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.database("GONGJIAN_DATABASE", DATA / "gongjian.sqlite3", _SQLITE)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["gongjian.foundation.accounts.backend.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk:desk"
ACCOUNT_ADAPTER = "gongjian.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "sign_in"
# Tries are counted in foundation/accounts/limits.py: two limiters would fight, and a cache does not count atomically.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
MFA_RATE_LIMITS = False
MFA_ADAPTER = "gongjian.foundation.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones are not exact

# --- language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- files --------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Source maps of bundled libraries are for their developers: kept, because the manifest names them, never compressed.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    "map",
    "svgz",
    "png",
    "webp",
    "jpg",
    "gif",
    "ico",
    "woff",
    "woff2",
    "br",
    "gz",
    "zip",
)

# --- caches, mail, logs -------------------------------------------------------------------------

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "gongjian_cache"}}
# Without a mail server no letters are written at all; what people are told then stands in the program only.
MAIL = bool(env.text("GONGJIAN_EMAIL"))
locals().update(env.mail("GONGJIAN_EMAIL"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("GONGJIAN_EMAIL_FROM", "gongjian@localhost")
# Letters are written by no request: the address of the site has to be told.
SITE_TOLD = bool(env.text("GONGJIAN_SITE"))
SITE = env.text("GONGJIAN_SITE", "http://localhost:8000").rstrip("/")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": WithoutSecrets}, "in_one_line": {"()": InOneLine}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Those that name the path of a request.
    "loggers": {
        name: {"filters": ["without_secrets", "in_one_line"]}
        for name in ("django.request", "django.security.csrf", "django.server")
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
