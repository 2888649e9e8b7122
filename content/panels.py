"""Parts of the editor that Wagtail does not have."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Q
from django.forms import ModelChoiceField
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

from cohorts.selectors.cohorts import versions_where
from courses.enums import DayKind, VersionState
from courses.models import DayPlan, ProgrammeVersion
from organisations.roles import Permission


class DaysByVersion(ModelChoiceIterator):
    """Days under the name of their programme, and the version's number where there are several."""

    def __iter__(self) -> Iterator:
        yield ("", self.field.empty_label)
        for version, days in groupby(self.queryset, key=lambda day: day.version):
            yield self.heading(version), [self.choice(day) for day in days]

    def heading(self, version: ProgrammeVersion) -> str:
        words = _("%(programme)s, version %(number)s") % {
            "programme": version.programme.name,
            "number": version.number,
        }
        if version.state == VersionState.RETIRED:
            return _("%(version)s (retired)") % {"version": words}
        return words


class DayField(ModelChoiceField):
    """A day of a programme, among all of them."""

    iterator = DaysByVersion

    def label_from_instance(self, day: DayPlan) -> str:
        if day.kind == DayKind.EXAMINATION:
            return _("Examination day: %(title)s") % {"title": day.title}
        return _("Day %(number)s: %(title)s") % {"number": day.number, "title": day.title}


class DayForm(WagtailAdminModelForm):
    """Which day a module belongs to. Offers the days of what the writer teaches, in versions that
    are or were in use; a day that was chosen before stays."""

    day = DayField(
        queryset=DayPlan.objects.none(),
        label=gettext_lazy("Day"),
        empty_label=gettext_lazy("Choose a day"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taught = versions_where(self.for_user, Permission.WRITE_CONTENT)
        in_use = taught.exclude(state=VersionState.DRAFT)
        self.fields["day"].queryset = (
            DayPlan.objects.filter(Q(version__in=in_use.values("pk")) | Q(pk=self.instance.day_id))
            .select_related("version__programme")
            .order_by("version__programme__position", "-version__number", "number")
        )


class DaysPanel(InlinePanel):
    """The days that a module belongs to, one row each."""

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset |= {"form": DayForm, "inherit_kwargs": ["for_user"]}
        return options
