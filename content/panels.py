"""Parts of the editor that Wagtail does not have."""

from collections.abc import Iterator
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import ModelChoiceField
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import InlinePanel
from wagtail.blocks import StreamValue

from cohorts.selectors.cohorts import versions_where
from common.errors import RuleViolation
from common.guard import assert_no_identity_numbers
from common.guard.streams import texts_of_blocks
from content.enums import ModuleAccess
from courses.enums import DayKind, VersionState
from courses.models import AssignmentPlan, DayPlan, ProgrammeVersion
from organisations.roles import Permission

ORDER = ("version__programme__position", "-version__number", "number")


class PartsByVersion(ModelChoiceIterator):
    """Days or homework under the name of their programme, and the version's number."""

    def __iter__(self) -> Iterator:
        yield ("", self.field.empty_label)
        for version, parts in groupby(self.queryset, key=lambda part: part.version):
            yield self.heading(version), [self.choice(part) for part in parts]

    def heading(self, version: ProgrammeVersion) -> str:
        words = _("%(programme)s, version %(number)s") % {
            "programme": version.programme.name,
            "number": version.number,
        }
        if version.state == VersionState.RETIRED:
            return _("%(version)s (retired)") % {"version": words}
        return words


class PartField(ModelChoiceField):
    """A day or a piece of homework, among those of all programmes."""

    iterator = PartsByVersion

    def label_from_instance(self, part: DayPlan | AssignmentPlan) -> str:
        if isinstance(part, AssignmentPlan):
            return _("Homework %(number)s: %(title)s") % {
                "number": part.number,
                "title": part.title,
            }
        if part.kind == DayKind.EXAMINATION:
            return _("Examination day: %(title)s") % {"title": part.title}
        return _("Day %(number)s: %(title)s") % {"number": part.number, "title": part.title}


class PartForm(WagtailAdminModelForm):
    """Which part of a programme a module belongs to. Offers the parts of what the writer teaches,
    in versions that are or were in use; a part that was chosen before stays."""

    part = ""  # the field's name

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields[self.part]
        taught = versions_where(self.for_user, Permission.WRITE_CONTENT)
        in_use = taught.exclude(state=VersionState.DRAFT)
        chosen = getattr(self.instance, f"{self.part}_id")
        field.queryset = (
            field.queryset.model.objects.filter(Q(version__in=in_use.values("pk")) | Q(pk=chosen))
            .select_related("version__programme")
            .order_by(*ORDER)
        )


class DayForm(PartForm):
    """Which day a module belongs to."""

    part = "day"
    day = PartField(
        queryset=DayPlan.objects.none(),
        label=gettext_lazy("Day"),
        empty_label=gettext_lazy("Choose a day"),
    )


class AssignmentForm(PartForm):
    """Which piece of homework a module belongs to."""

    part = "assignment"
    assignment = PartField(
        queryset=AssignmentPlan.objects.none(),
        label=gettext_lazy("Homework"),
        empty_label=gettext_lazy("Choose homework"),
    )


class PartsPanel(InlinePanel):
    """The parts that a module belongs to, one row each. How many are needed is the module's
    question, which has two such panels."""

    form: type[PartForm]

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset |= {"form": self.form, "inherit_kwargs": ["for_user"], "validate_min": False}
        return options


class DaysPanel(PartsPanel):
    form = DayForm


class AssignmentsPanel(PartsPanel):
    form = AssignmentForm


class ModuleForm(WagtailAdminPageForm):
    """What can only be judged of the whole module. A draft may wait for its day."""

    def clean(self):
        cleaned = super().clean()
        self._refuse_identity_numbers(cleaned)
        days, homework = self._chosen("days", "day"), self._chosen("assignments", "assignment")
        versions = {part.version_id for part in days + homework}
        if not versions and not self.is_deferred_validation:
            raise ValidationError(
                _("Choose the course day or the homework that the module belongs to."), code="part"
            )
        opens_on = cleaned.get("opens_on_day")
        if opens_on and cleaned.get("access") != ModuleAccess.PROGRAMME:
            self.add_error(
                "opens_on_day",
                _("Only a module for the participants of the programme opens on a course day."),
            )
        elif opens_on and not self._is_planned(opens_on, versions):
            self.add_error("opens_on_day", _("There is no such day in the programme."))
        return cleaned

    def _refuse_identity_numbers(self, cleaned: dict) -> None:
        """Drafts and previews are kept too, so that this holds for them as well."""
        for name, value in list(cleaned.items()):
            try:
                if isinstance(value, StreamValue):
                    texts = texts_of_blocks(value.get_prep_value())
                else:
                    texts = [(self.fields[name].label, value)] if isinstance(value, str) else []
                assert_no_identity_numbers(texts, what=_("The text"))
            except RuleViolation as violation:
                self.add_error(name, str(violation))

    def _chosen(self, relation: str, part: str) -> list:
        formset = self.formsets[relation]
        if not formset.is_valid():
            return []
        rows = [form.cleaned_data for form in formset.forms if form not in formset.deleted_forms]
        return [row[part] for row in rows if row.get(part)]

    def _is_planned(self, number: int, versions: set[int]) -> bool:
        planned = DayPlan.objects.filter(version__in=versions, number=number)
        return planned.values("version").distinct().count() == len(versions)
