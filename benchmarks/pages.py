"""The pages of the path, each as the user whose page it is."""

from dataclasses import dataclass

from cohorts.models import Certificate, Cohort, Nomination
from lms.demo import cast


@dataclass(frozen=True)
class Page:
    """One page to measure; `email` is empty for a visitor."""

    job: str
    path: str
    email: str = ""


def pages_of_the_path() -> list[Page]:
    """Every page that the ten steps pass, in their order."""
    finished, running, deciding = (
        Cohort.objects.get(name=f"Bas Västra Sundmark {number}").slug for number in (1, 2, 3)
    )
    nominator, board = cast.NOMINATOR[1], cast.BOARD[1]
    own = Nomination.objects.filter(cohort__slug=deciding, nominated_by__email=nominator)
    certificate = Certificate.objects.order_by("pk")[0].code
    return [
        Page("start", "/"),
        Page("programmes", "/utbildningar/"),
        Page("area", "/omrade/", board),
        Page("cohort", f"/kurser/{deciding}/", board),
        Page("coming courses", "/nominera/", nominator),
        Page("nominations", "/nominera/alla/", nominator),
        Page("nominate", f"/nominera/{deciding}/ny/", nominator),
        Page("nomination", f"/nominera/{deciding}/{own[0].pk}/", nominator),
        Page("selection board", f"/kurser/{deciding}/urval/", board),
        Page("candidate", f"/kurser/{deciding}/urval/{own[0].pk}/", board),
        Page("cohorts", "/kurser/", cast.TRAINER[1]),
        Page("attendance", f"/kurser/{running}/dagar/4/narvaro/", cast.TRAINER[1]),
        Page("homework", f"/kurser/{running}/hemuppgifter/1/", cast.TRAINER[1]),
        Page("examination", f"/examination/{finished}/", cast.EXAMINER[1]),
        Page("certificates", f"/kurser/{finished}/intyg/", cast.EXAMINER[1]),
        Page("certificate", f"/intyg/{certificate}/"),
        Page("own page", "/min-sida/", cast.PARTICIPANT[1]),
        Page("staff", "/chef/", cast.MANAGER[1]),
        Page("who is away", "/chef/borta/", cast.MANAGER[1]),
        Page("introduction days", "/anmalan/"),
    ]
