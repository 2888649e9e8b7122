"""The pages that are there from the start, and who may write where."""

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as DjangoPermission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Site
from wagtail.rich_text import RichText

from content.models import HomePage, ModuleIndexPage, StandardPage
from courses.models import Programme
from organisations.roles import RoleCode
from organisations.services.wagtail_access import GROUPS

TEXTS = Path(__file__).resolve().parent.parent / "data" / "pages.toml"
TRAINERS_MAY = ("add_page", "change_page", "publish_page")


@transaction.atomic
def lay_out_site() -> HomePage:
    """The start page with its text pages, the shelf of modules, and Wagtail's site leading there.

    Safe to repeat: what editors have changed or removed stays so; only the shelf comes back. Wants
    the programmes and the groups to be there. Ten queries when all is.
    """
    texts = tomllib.loads(TEXTS.read_text())
    home = HomePage.objects.first() or _write_public_pages(texts)
    _lead_to(home)
    shelf = ModuleIndexPage.objects.first()
    if shelf is None:
        shelf = _publish(home, ModuleIndexPage(**texts["shelf"]))
    _let_trainers_write_on(shelf)
    return home


def _write_public_pages(texts: dict) -> HomePage:
    words = texts["start"]
    shown = Programme.objects.filter(code__in=words.pop("programmes"))
    home = _publish(Page.get_first_root_node(), HomePage(**words, slug="start"), programmes=shown)
    for page in texts["pages"]:
        body = [("text", RichText(page.pop("text").strip()))]
        _publish(home, StandardPage(**page, body=body))
    return home


def _publish(parent: Page, page: Page, **relations) -> Page:
    """Add a page with a first version of its text, so that editors can go back to it."""
    parent.add_child(instance=page)
    for name, rows in relations.items():
        getattr(page, name).set(rows)
    page.save_revision().publish()
    return page


def _lead_to(home: HomePage) -> None:
    """Let the one site begin at `home`, under the address of the settings; Wagtail's welcome page
    goes."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or {"https": 443}.get(address.scheme, 80)
    wanted = {
        "hostname": address.hostname,
        "port": port,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "root_page_id": home.pk,
        "is_default_site": True,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site()
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
    plain = ContentType.objects.get_for_model(Page)
    for welcome in Page.objects.filter(depth=home.depth, content_type=plain):
        welcome.delete()


def _let_trainers_write_on(shelf: ModuleIndexPage) -> None:
    trainers = Group.objects.get(name=GROUPS[RoleCode.TRAINER])
    for permission in DjangoPermission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=TRAINERS_MAY
    ):
        GroupPagePermission.objects.get_or_create(group=trainers, page=shelf, permission=permission)
