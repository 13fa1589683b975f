"""The one settings module. Environment variables come in through `environment` and stand in docs/operations.md."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from yizhan.site import environment

YIZHAN_HOME = environment.home()
SECRET_KEY = environment.secret(YIZHAN_HOME)
DEBUG = environment.switch("YIZHAN_DEBUG")
ALLOWED_HOSTS = environment.words("YIZHAN_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
ALLOWED_HOSTS += [urlsplit(origin).hostname or "" for origin in environment.lan()]
CSRF_TRUSTED_ORIGINS = environment.words("YIZHAN_ORIGINS", default=[])
SECURE_COOKIES = environment.switch("YIZHAN_HTTPS")
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "yizhan.web.views.csrf_failure"

DATABASES = {"default": environment.database(YIZHAN_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "yizhan.simulate",
    "yizhan.portal",
    "yizhan.desk",
    "yizhan.cases",
    "yizhan.papers",
    "yizhan.mandates",
    "yizhan.catalogue",
    "yizhan.people",
    "yizhan.places",
    "yizhan.accounts",
    "yizhan.journal",
    "yizhan.web",
]
INSTALLED_APPS = [
    "yizhan.site",
    *ROOMS,
    "django.contrib.auth",
    "django.forms",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bootstrap",
    "django_htmx",
    "ninja",
    "axes",
]
MIDDLEWARE = [
    "yizhan.site.public_zone.PublicZone",
    "django.middleware.security.SecurityMiddleware",
    "yizhan.web.middleware.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "yizhan.site.lan.PlainHttp",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "yizhan.accounts.middleware.BodyLimit",
    "yizhan.accounts.middleware.SessionLimits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "yizhan.web.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "yizhan.site.urls"
WSGI_APPLICATION = "yizhan.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "accounts:login"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = YIZHAN_HOME / "static"
STATIC_STORE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if environment.switch("YIZHAN_TESTING") or environment.switch("YIZHAN_DEBUG")
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORE},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
SILENCED_SYSTEM_CHECKS: list[str] = []

YIZHAN_FILES_URL = environment.storage()
YIZHAN_MAX_FILE_BYTES = 200 * 1024 * 1024
YIZHAN_MAX_PUBLIC_BYTES = 21 * 1024 * 1024
YIZHAN_TOKEN_DAYS, YIZHAN_TOKEN_DAYS_MOST = environment.token_days()
TESTING = environment.switch("YIZHAN_TESTING")
