"""The pages of the path, each as the user whose page it is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from benchmarks.stages import decide_about_all, draft_nominations
from cohorts.enums import NominationState
from cohorts.models import Certificate, Cohort, Nomination
from cohorts.selectors.nominations import LINK
from common.links import make_token
from content.models import ModulePage
from lms.demo import cast


@dataclass(frozen=True)
class Page:
    """One page to measure; `email` is empty for a visitor. `stage` happens before, and is undone
    afterwards."""

    job: str
    path: str
    email: str = ""
    stage: Callable[[], None] = lambda: None


def pages_of_the_path() -> list[Page]:
    """Every page that the ten steps pass, in their order."""
    finished, running, deciding = (
        Cohort.objects.get(name=f"Bas Västra Sundmark {number}").slug for number in (1, 2, 3)
    )
    to_decide = Cohort.objects.with_programme().get(slug=deciding)
    drafted, decided = partial(draft_nominations, to_decide), partial(decide_about_all, to_decide)
    nominator, board = cast.NOMINATOR[1], cast.BOARD[1]
    own = Nomination.objects.filter(cohort__slug=deciding, nominated_by__email=nominator)
    awaiting = Nomination.objects.filter(cohort__slug=deciding, state=NominationState.AWAITING)
    asked = awaiting.select_related("confirmation").order_by("pk")[0]
    link = make_token(LINK, asked.pk, asked.confirmation.nonce)
    confirming = Cohort.objects.get(name="Chefer Västra Sundmark 1").slug
    module = ModulePage.objects.live().order_by("pk")[0]
    certificate = Certificate.objects.order_by("pk")[0].code
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
        Page("homework", f"/kurser/{running}/hemuppgifter/1/", cast.TRAINER[1]),
        Page("examination", f"/examination/{finished}/", cast.EXAMINER[1]),
        Page("certificates", f"/kurser/{finished}/intyg/", cast.EXAMINER[1]),
        Page("certificate", f"/intyg/{certificate}/"),
        Page("own page", "/min-sida/", cast.PARTICIPANT[1]),
        Page("module", module.url, cast.PARTICIPANT[1]),
        Page("staff", "/chef/", cast.MANAGER[1]),
        Page("who is away", "/chef/borta/", cast.MANAGER[1]),
        Page("introduction days", "/anmalan/"),
    ]
