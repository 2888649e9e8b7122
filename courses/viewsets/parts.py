"""What a draft consists of: terms, days, homework, literature, criteria, requirements, questions.

Each has its form; the draft's page lists them and leads there and back. What is published can't
be reached: its parts answer 404, and the services refuse.
"""

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from courses.enums import VersionState
from courses.models import (
    AssignmentPlan,
    Criterion,
    DayPlan,
    EvaluationQuestion,
    LiteratureItem,
    Requirement,
    Term,
)
from courses.selectors.contents import PARTS
from courses.services.versions import delete_part, save_part
from organisations.roles import Permission
from organisations.viewsets.base import ChangeView, CreateView, DeleteView, RecordViewSet
from organisations.viewsets.policy import open_to


class PartForm(WagtailAdminModelForm):
    """What a part refers to is chosen among the same version's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        version = self.instance.version_id or self.initial.get("version")
        for name in {"term", "due_on_day", "day"} & self.fields.keys():
            field = self.fields[name]
            field.queryset = field.queryset.filter(version=version)


class OfADraft:
    """Parts of drafts only; afterwards back to the draft."""

    def get_queryset(self) -> QuerySet:
        return self.model.objects.filter(version__state=VersionState.DRAFT)

    def get_success_url(self) -> str:
        return reverse("programmeversion:edit", args=[self.object.version_id])


class CreatePartView(OfADraft, CreateView):
    pass


class ChangePartView(OfADraft, ChangeView):
    pass


class DeletePartView(OfADraft, DeleteView):
    pass


class PartViewSet(RecordViewSet):
    """One kind of part, with the fields that `courses.selectors.contents` names."""

    add_to_admin_menu = False
    add_view_class = CreatePartView
    edit_view_class = ChangePartView
    delete_view_class = DeletePartView
    prefilled = ["version"]
    list_filter = ["version"]

    def get_edit_handler(self):
        [fields] = (part.fields for part in PARTS if part.model is self.model)
        panels = [FieldPanel("version", widget=forms.HiddenInput), *map(FieldPanel, fields)]
        return ObjectList(panels, base_form_class=PartForm).bind_to_model(self.model)

    def create(self, *, by, form):
        return save_part(by=by, row=form.save(commit=False))

    change = create

    def delete(self, *, by, row) -> None:
        delete_part(by=by, row=row)


class TermViewSet(PartViewSet):
    model = Term
    url_prefix = "terminer"


class DayPlanViewSet(PartViewSet):
    model = DayPlan
    url_prefix = "planerade-dagar"


class AssignmentPlanViewSet(PartViewSet):
    model = AssignmentPlan
    url_prefix = "planerade-hemuppgifter"


class LiteratureItemViewSet(PartViewSet):
    model = LiteratureItem
    url_prefix = "litteratur"


class CriterionViewSet(PartViewSet):
    model = Criterion
    url_prefix = "kriterier"


class RequirementViewSet(PartViewSet):
    model = Requirement
    url_prefix = "krav"


class EvaluationQuestionViewSet(PartViewSet):
    model = EvaluationQuestion
    url_prefix = "utvarderingsfragor"


PART_VIEWSETS = (
    TermViewSet,
    DayPlanViewSet,
    AssignmentPlanViewSet,
    LiteratureItemViewSet,
    CriterionViewSet,
    RequirementViewSet,
    EvaluationQuestionViewSet,
)
open_to(Permission.MANAGE_PROGRAMMES, *(viewset.model for viewset in PART_VIEWSETS))
