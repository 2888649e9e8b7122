"""The pages of the path, each as the user whose page it is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from benchmarks.crowd import enrol_crowd, fill_long_course, lead_crowd
from benchmarks.stages import (
    decide_about_all,
    draft_nominations,
    give_day_today,
    lengthen_module,
    mark_all,
)
from cohorts.enums import NominationState
from cohorts.models import Certificate, Cohort, CourseEvaluation, Enrolment, Nomination
from cohorts.selectors.nominations import LINK
from common.links import make_token
from content.models import ModulePage
from lms.demo import cast
from organisations.models import OrganisationRole, Person


@dataclass(frozen=True)
class Page:
    """One page to measure; `email` is empty for a visitor. `stage` happens before, and is undone
    afterwards. `post` is sent: called before each time, it also takes back what the last one did.
    """

    job: str
    path: str
    email: str = ""
    stage: Callable[[], None] = lambda: None
    post: Callable[[], dict] | None = None


def pages_of_the_path() -> list[Page]:
    """Every page that the ten steps pass, in their order."""
    finished, running, deciding = (
        Cohort.objects.get(name=f"Bas Västra Sundmark {number}").slug for number in (1, 2, 3)
    )
    to_decide = Cohort.objects.with_programme().get(slug=deciding)
    drafted, decided = partial(draft_nominations, to_decide), partial(decide_about_all, to_decide)
    nominator, board = cast.NOMINATOR[1], cast.BOARD[1]
    model = Cohort.objects.get(slug=running)
    long = Cohort.objects.get(name="Case manager Västra Sundmark 1")
    trainer = Person.objects.get(email=cast.TRAINER[1])
    employer = OrganisationRole.objects.get(person__email=cast.MANAGER[1]).organisation
    crowded = partial(lead_crowd, model, unit=employer, marked_by=trainer)
    filled = partial(fill_long_course, long, marked_by=trainer, people=model)
    own = Nomination.objects.filter(cohort__slug=deciding, nominated_by__email=nominator)
    awaiting = Nomination.objects.filter(cohort__slug=deciding, state=NominationState.AWAITING)
    asked = awaiting.select_related("confirmation").order_by("pk")[0]
    link = make_token(LINK, asked.pk, asked.confirmation.nonce)
    form = CourseEvaluation.objects.filter(cohort__slug=running).latest("closes_on")
    participant = Enrolment.objects.filter(cohort__slug=running).order_by("pk")[0].pk
    confirming = Cohort.objects.get(name="Chefer Västra Sundmark 1").slug
    module = ModulePage.objects.live().order_by("pk")[0]
    lengthened = partial(lengthen_module, module)
    certificate = Certificate.objects.order_by("pk")[0].code
    today = f"/kurser/{running}/dagar/5/narvaro/?half=am"
    give_today, everybody_here = partial(give_day_today, model, 5), partial(mark_all, model, 5)
    return [
        Page("start", "/"),
        Page("programmes", "/utbildningar/"),
        Page("area", "/omrade/", board),
        Page("cohort", f"/kurser/{deciding}/", board),
        Page("coming courses", "/nominera/", nominator),
        Page("nominations", "/nominera/alla/", nominator),
        Page("nominate", f"/nominera/{deciding}/ny/", nominator),
        Page("attest grid", f"/nominera/{deciding}/intyga/", nominator, drafted),
        Page("nomination", f"/nominera/{deciding}/{own[0].pk}/", nominator),
        Page("answer by link", reverse("cohorts:answer", args=[link])),
        Page("selection board", f"/kurser/{deciding}/urval/", board),
        Page("selection board, decided", f"/kurser/{deciding}/urval/", board, decided),
        Page("candidate", f"/kurser/{deciding}/urval/{own[0].pk}/", board),
        Page("closing", f"/kurser/{deciding}/urval/stang/", board, decided),
        Page("registrations", f"/kurser/{confirming}/anmalningar/", board),
        Page("cohorts", "/kurser/", cast.TRAINER[1]),
        Page("attendance", f"/kurser/{running}/dagar/4/narvaro/", cast.TRAINER[1]),
        Page("roll of 30", today, cast.TRAINER[1], give_today),
        Page("save attendance of 30", today, cast.TRAINER[1], give_today, everybody_here),
        Page("trainer's day", "/idag/", cast.TRAINER[1]),
        Page("who is at risk", "/idag/risk/", cast.TRAINER[1]),
        Page("homework", f"/kurser/{running}/hemuppgifter/1/", cast.TRAINER[1]),
        Page("evaluations", "/utvarderingar/", cast.TRAINER[1]),
        Page("evaluations of a cohort", f"/utvarderingar/{finished}/", cast.TRAINER[1]),
        Page("evaluation of a day", f"/utvarderingar/{running}/dag/3/", cast.TRAINER[1]),
        Page("evaluation form", f"/min-sida/utvarderingar/{form.pk}/", cast.PARTICIPANT[1]),
        Page("examination days", "/examination/", cast.EXAMINER[1]),
        Page("examination", f"/examination/{running}/9/", cast.EXAMINER[1]),
        Page("examination, final", f"/examination/{finished}/9/", cast.EXAMINER[1]),
        Page("certificates", f"/kurser/{finished}/intyg/", cast.EXAMINER[1]),
        Page("certificate", f"/intyg/{certificate}/"),
        Page("own page", "/min-sida/", cast.PARTICIPANT[1]),
        Page("participant", f"/kurser/{running}/deltagare/{participant}/", cast.TRAINER[1]),
        Page("module", module.url, cast.PARTICIPANT[1]),
        Page("module, 40 blocks", module.url, cast.PARTICIPANT[1], lengthened),
        Page("staff", "/chef/", cast.MANAGER[1]),
        Page("who is away", "/chef/borta/", cast.MANAGER[1]),
        Page("own people in a cohort", f"/chef/kurser/{running}/", cast.MANAGER[1]),
        Page("staff, 500 people", "/chef/", cast.MANAGER[1], crowded),
        Page("who is away, 500 people", "/chef/borta/", cast.MANAGER[1], crowded),
        Page("cohort overview", f"/kurser/{running}/oversikt/", cast.TRAINER[1]),
        Page("cohort overview, 30 x 24", f"/kurser/{long.slug}/oversikt/", board, filled),
        Page("introduction days", "/anmalan/"),
        *_at_ten_times_the_demo(model, day=today, marked_by=trainer),
    ]


def _at_ten_times_the_demo(model: Cohort, *, day: str, marked_by: Person) -> list[Page]:
    """The pages that must not grow, or grow slowly, with three hundred people more."""

    def grow() -> None:
        enrol_crowd(model, marked_by=marked_by)
        give_day_today(model, 5)

    trainer, overview = cast.TRAINER[1], f"/kurser/{model.slug}/oversikt/"
    return [
        Page("own page, 10 x the demo", "/min-sida/", cast.PARTICIPANT[1], grow),
        Page("roll of 30, 10 x the demo", day, trainer, grow),
        Page("trainer's day, 10 x the demo", "/idag/", trainer, grow),
        Page("cohort overview, 10 x the demo", overview, trainer, grow),
    ]
