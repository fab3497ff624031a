"""Django's settings, all of them derived from the environment (see `environment`)."""

import base64
from urllib.parse import urlsplit

from django.utils.csp import CSP

from nexos.config import environment

DATA_DIR = environment.data_dir()
SECRET_KEY = base64.b64encode(environment.secret("NEXOS_SECRET_KEY", DATA_DIR / "secret.key", 32)).decode()
ENCRYPTION_KEYS = environment.encryption_keys(DATA_DIR)
BASE_URL = environment.url("NEXOS_BASE_URL", "http://127.0.0.1:8000")
# All default to Intuit's own hosts; tests and the demo point them at the emulator.
QBO_API_URL = environment.optional_url("NEXOS_QBO_API_URL")
QBO_OAUTH_URL = environment.optional_url("NEXOS_QBO_OAUTH_URL")
QBO_APP_URL = environment.optional_url("NEXOS_QBO_APP_URL")
# What an app at Intuit may read a month, unless its people say otherwise: that of the free tier (Builder).
QBO_MONTHLY_READS = environment.number("NEXOS_QBO_MONTHLY_READS", 500_000)

MAILERS = {"default": environment.mailer("NEXOS_EMAIL_URL", DATA_DIR / "mail")}
# The demo's one tenant sees its mail on a page; elsewhere the files are the operator's alone.
SHOW_OUTBOX = environment.shows_outbox("NEXOS_DEMO", "NEXOS_EMAIL_URL")
DEFAULT_FROM_EMAIL = f"NEXOS CORE <nexos@{urlsplit(BASE_URL).hostname}>"

HTTPS = urlsplit(BASE_URL).scheme == "https"
DEBUG = False
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_filters",
    "axes",
    "nexos.kit.tenancy",
    "nexos.kit.vault",
    "nexos.kit.jobs",
    "nexos.kit.numbering",
    "nexos.accounts",
    "nexos.synclog",
    "nexos.crm",
    "nexos.catalog",
    "nexos.sales",
    "nexos.procurement",
    "nexos.timekeeping",
    "nexos.billing",
    "nexos.quickbooks.metering",
    "nexos.quickbooks.connection",
    "nexos.quickbooks.mirror",
    "nexos.quickbooks.mapping",
    "nexos.quickbooks.state",
    "nexos.quickbooks.push",
    "nexos.quickbooks.sync",
    "nexos.quickbooks.sync.reconciliation",
    "nexos.quickbooks.notices",
    "nexos.quickbooks.exceptions",
    "nexos.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "nexos.web.middleware.Readable",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nexos.web.middleware.TenantScope",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "nexos.config.urls"
WSGI_APPLICATION = "nexos.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "nexos.web.shell.context",
            ],
            # Named here and not an app, because it loads psycopg, which what has no pages would wait for.
            "libraries": {"django_tables2": "django_tables2.templatetags.django_tables2"},
        },
    }
]

DATABASES = {"default": environment.database(DATA_DIR)}
if environment.is_postgresql(DATABASES["default"]):
    INSTALLED_APPS.append("procrastinate.contrib.django")  # its migrations; the rest of it is `kit.jobs`' own affair
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.SignIn"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "dashboard"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "email"
AXES_LOCKOUT_CALLABLE = "nexos.web.sign_in.views.resting"
AXES_VERBOSE = False

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a quote has up to 500 lines of eight fields

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# The __Host- prefix makes a browser refuse the cookie unless it came over HTTPS from exactly this host.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
# Not in a cookie of their own: notices name companies and documents.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "nexos.web.errors.foreign_form"
# TLS ends at a proxy. A client that forges its header only asks for the stricter rules.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

DJANGO_TABLES2_TEMPLATE = "parts/table.html"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.log_level("NEXOS_LOG_LEVEL")},
}
