"""What to plan, and where."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from common.forms import Cards, Form
from courses.models import ProgrammeVersion

NATIONWIDE = "hela-landet"


class ChooseProgrammeForm(Form):
    """What is planned, and where: asked first, since the rest of the questions follow from it."""

    mark_optional = False
    area = forms.ChoiceField(label=_("Area"))
    version = forms.ChoiceField(label=_("Programme"), widget=Cards)

    def __init__(
        self,
        *args,
        areas: Sequence[Area],
        nationwide: bool,
        versions: Sequence[tuple[ProgrammeVersion, str]],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        self.versions = {str(version.pk): version for version, _length in versions}
        places = [(area.slug, area.name) for area in areas]
        if nationwide:
            places.append((NATIONWIDE, _("The whole country")))
        self.fields["area"].choices = places
        if len(places) == 1:
            self.fields["area"].widget = forms.HiddenInput()
            self.fields["area"].initial = places[0][0]
        self.fields["version"].choices = [
            (key, version.programme.name) for key, version in self.versions.items()
        ]
        self.fields["version"].widget.hints = {
            str(version.pk): _("%(length)s, %(seats)s seats")
            % {"length": length, "seats": version.seats}
            for version, length in versions
        }

    def chosen_area(self) -> Area | None:
        """None is the whole country."""
        return self.areas.get(self.cleaned_data["area"])

    def chosen_version(self) -> ProgrammeVersion:
        return self.versions[self.cleaned_data["version"]]
