"""Counties, municipalities and professions."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn

from organisations.models import County, Municipality, Profession
from organisations.roles import Permission
from organisations.viewsets.base import RecordViewSet
from organisations.viewsets.policy import open_to


class CountyViewSet(RecordViewSet):
    model = County
    url_prefix = "lan"
    icon = "globe"
    list_display = ["name", "code", "region_name"]
    search_fields = ["name", "region_name"]
    list_per_page = 50
    panels = [
        FieldPanel("code"),
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("region_name"),
    ]


class MunicipalityViewSet(RecordViewSet):
    model = Municipality
    url_prefix = "kommuner"
    icon = "site"
    list_display = ["name", "code", "county"]
    list_filter = ["county"]
    search_fields = ["name", "code"]
    list_per_page = 50
    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("county")]


class ProfessionViewSet(RecordViewSet):
    model = Profession
    url_prefix = "yrken"
    icon = "clipboard-list"
    list_display = ["name", BooleanColumn("is_base_staff", label=_("Base staff"))]
    list_filter = ["is_base_staff"]
    search_fields = ["name"]
    list_per_page = 50
    panels = [FieldPanel("name"), FieldPanel("code"), FieldPanel("is_base_staff")]


open_to(Permission.ADMINISTER, County, Municipality, Profession)
