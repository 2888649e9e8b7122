"""The addresses: the rooms at the root in Swedish, Wagtail's pages last."""

from allauth.account import views as account_views
from django.conf import settings
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.account import LogoutView
from wagtail.documents import urls as wagtaildocs_urls

from content.views.files import document
from lms.views.account import account_home
from lms.views.first_administrator import first_administrator
from lms.views.gallery import gallery
from lms.views.health import health
from lms.views.home import home
from lms.views.today import at_risk, today

# Wagtail's own log-in forms know no limit of tries: both lead to allauth's.
to_log_in = RedirectView.as_view(url=settings.LOGIN_URL, query_string=True)

urlpatterns = [
    path("halsa/", health, name="health"),
    path("forsta-administratoren/", first_administrator, name="first_administrator"),
    path("min-sida/", home, name="home"),
    path("idag/", today, name="today"),
    path("idag/risk/", at_risk, name="at_risk"),
    path("sprak/", set_language, name="set_language"),
    path("konto/", account_home, name="account_home"),
    # The address is the person's name here: administrators change it.
    path("konto/email/", RedirectView.as_view(pattern_name="account_home")),
    path("konto/", include("allauth.urls")),
    path("logga-in/", account_views.login, name="account_login"),
    path("admin/login/", to_log_in),
    path("admin/logout/", require_POST(LogoutView.as_view())),  # Wagtail's ends it by a link too
    path("admin/account/", RedirectView.as_view(pattern_name="account_home")),
    path("admin/", include(wagtailadmin_urls)),
    path("dokument/<int:document_id>/<str:document_filename>", document),
    path("dokument/", include(wagtaildocs_urls)),
    path("_util/login/", to_log_in),
    path("meddelanden/", include("messaging.urls")),
    path("", include("content.urls")),
    path("", include("cohorts.urls")),
    path("", include("supervision.urls")),
    path("", include("reports.urls")),
    path("", include(wagtail_urls)),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("galleri/", gallery, name="gallery"))
