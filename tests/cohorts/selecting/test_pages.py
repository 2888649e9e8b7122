"""The pages of selection: who reaches them, what they say, what they cost."""

import pytest
from django.urls import reverse

from cohorts.enums import NominationState, Outcome
from cohorts.models import CriterionAnswer, Decision, Enrolment, Nomination, Seat, SelectionRound
from cohorts.selectors.area_page import area_page
from cohorts.selectors.selection.closing import result_of
from cohorts.services.selection.closing import close_round
from cohorts.services.selection.drafting import decide
from common.models import AuditEvent
from courses.enums import CriterionKind
from courses.models import Criterion
from tests.cohorts.selecting.story import accept, nominee, ranks, reject, reserve
from tests.factories.cohorts import make_cohort, make_nomination
from tests.factories.courses import make_version
from tests.factories.organisations import make_profession

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def board_url(cohort):
    return reverse("cohorts:selection", args=[cohort.slug])


@pytest.fixture
def member(client, cast):
    client.force_login(cast.board)
    return client


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def row(nomination, outcome="", reason="", seen="") -> dict:
    """One row of the board as a browser sends it."""
    pk = nomination.pk
    return {f"{pk}-outcome": outcome, f"{pk}-reason": reason, f"{pk}-seen": seen}


def all_pages(cohort, nomination, number=1) -> list[str]:
    return [
        reverse("cohorts:selection", args=[cohort.slug]),
        reverse("cohorts:candidate", args=[cohort.slug, nomination.pk]),
        reverse("cohorts:close_selection", args=[cohort.slug]),
        reverse("cohorts:selection_record", args=[cohort.slug, number]),
    ]


# ── who reaches them ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def half_way(cast, cohort):
    """A closed round, and a second one with a draft."""
    first, second, third = (nominee(cohort, cast.south) for _ in range(3))
    decide(by=cast.board, cohort=cohort, choices=[accept(first)])
    close_round(by=cast.board, round=SelectionRound.objects.get(), present=[cast.board], minutes="")
    SelectionRound.objects.create(cohort=cohort, number=2)
    decide(by=cast.board, cohort=cohort, choices=[reserve(second)])
    return third


def test_members_of_the_board_reach_all_pages_alike(client, cast, cohort, half_way):
    for person in (cast.board, cast.board_users):
        client.force_login(person)
        for page in ["/urval/", *all_pages(cohort, half_way)]:
            assert client.get(page).status_code == 200, page


@pytest.mark.parametrize(
    "who", ["board_outsider", "nominator", "manager", "administrator", "office", "stranger"]
)
def test_for_everybody_else_the_pages_are_not_there(client, cast, cohort, half_way, who):
    client.force_login(getattr(cast, who))
    for page in all_pages(cohort, half_way):
        assert client.get(page).status_code == 404, page
        assert client.post(page).status_code == 404, page
    for name in ("reserves", "next_selection_round"):
        page = reverse(f"cohorts:{name}", args=[cohort.slug])
        assert client.post(page, {"up": half_way.pk}).status_code == 404, page


def test_the_list_holds_the_own_areas_cohorts(client, cast, cohort):
    make_cohort(area=cast.other_area, name="Långt bort")
    client.force_login(cast.board_outsider)
    assert "Grupp 5" not in text(client.get("/urval/"))
    client.force_login(cast.board)
    assert "Grupp 5" in text(client.get("/urval/"))
    assert "Långt bort" not in text(client.get("/urval/"))
    client.force_login(cast.nominator)
    assert client.get("/urval/").status_code == 404


def test_who_is_not_logged_in_is_asked_to(client, cohort, half_way):
    for page in ["/urval/", *all_pages(cohort, half_way)]:
        assert client.get(page).url.startswith("/logga-in/")


def test_a_nomination_of_another_cohort_is_not_on_this_board(member, cast, cohort):
    foreign = nominee(make_cohort(version=cohort.version, area=cast.area), cast.south)
    page = reverse("cohorts:candidate", args=[cohort.slug, foreign.pk])
    assert member.get(page).status_code == 404
    answer = member.post(page, row(foreign, "accept"), **HTMX)
    assert answer.status_code == 404


# ── the board ───────────────────────────────────────────────────────────────────────────────


def test_the_menu_counts_who_waits(member, cast, cohort, board_url):
    nominee(cohort, cast.south)
    nominee(make_cohort(version=cohort.version, area=cast.other_area), cast.faraway)
    page = text(member.get(board_url))
    assert '<a href="/urval/" aria-current="page">Urval<span class="count">1</span></a>' in page


def test_an_empty_board_says_what_will_be_there(member, board_url):
    assert "Ingen är nominerad än" in text(member.get(board_url))


def test_who_has_not_answered_is_shown_waiting_and_cannot_be_decided(
    member, cast, cohort, board_url
):
    waiting = make_nomination(cohort, cast.south, state=NominationState.AWAITING, name="Vera Vänt")
    page = text(member.get(board_url))
    assert "Vera Vänt" in page
    assert "Väntar på den nominerade" in page
    assert f"{waiting.pk}-outcome" not in page


def test_drafts_that_the_employer_has_not_sent_are_not_shown(member, cast, cohort, board_url):
    make_nomination(cohort, cast.south, state=NominationState.DRAFT, name="Ulla Utkast")
    nominee(cohort, cast.south)
    assert "Ulla Utkast" not in text(member.get(board_url))


def test_contact_details_are_hidden_from_the_board(member, cast, cohort, half_way):
    for page in all_pages(cohort, half_way):
        assert half_way.email not in text(member.get(page))


def test_nominated_elsewhere_is_told_to_the_board(member, cast, cohort, board_url):
    here = nominee(cohort, cast.south)
    other_cohort = make_cohort(version=cohort.version, area=cast.area, name="Grupp 6")
    for place, unit in ((cohort, cast.psychosis), (other_cohort, cast.south)):
        twin = make_nomination(place, unit)
        Nomination.objects.filter(pk=twin.pk).update(email=here.email)
    page = text(member.get(board_url))
    assert "Också nominerad: Region Sunda" in page
    assert "Också nominerad: Grupp 6" in page


def test_criteria_are_marks_with_words(member, cast, cohort, board_url):
    nominee(cohort, cast.south, b1=False)
    page = text(member.get(board_url))
    assert 'aria-label="Intygat: B2; Vägs in: B5; Uppfylls inte: B1"' in page
    assert '<i class="p-no">B1</i><i class="p-attest">B2</i><i class="p-weigh">B5</i>' in page


def test_a_must_that_is_not_met_closes_the_way_to_accept(member, cast, cohort, board_url):
    stopped = nominee(cohort, cast.south, b2=False)
    page = text(member.get(board_url))
    assert f'value="accept" id="d{stopped.pk}a" disabled' in page
    assert "B2 är ett krav och uppfylls inte" in page
    answer = member.post(board_url, row(stopped, "accept"))
    assert answer.status_code == 422
    assert not Seat.objects.exists()


def test_without_javascript_all_decisions_are_saved_together(member, cast, cohort, board_url):
    anna, bo, cia = (nominee(cohort, cast.south, name=name) for name in ("Anna", "Bo", "Cia"))
    sent = row(anna, "accept") | row(bo, "reject", "Börjar i höst.") | row(cia)
    answer = member.post(f"{board_url}?sort=name", sent, follow=True)
    assert answer.redirect_chain == [(f"{board_url}?sort=name", 302)]
    assert "2 beslut är sparade" in text(answer)
    decided = dict(Decision.objects.values_list("nomination__name", "outcome"))
    assert decided == {"Anna": Outcome.ACCEPT, "Bo": Outcome.REJECT}


def test_saving_can_lead_on_to_closing(member, cast, cohort, board_url):
    anna = nominee(cohort, cast.south)
    answer = member.post(board_url, row(anna, "accept") | {"close": ""})
    assert answer.url == reverse("cohorts:close_selection", args=[cohort.slug])


def test_what_was_saved_tap_by_tap_needs_no_word_on_the_way_to_closing(
    member, cast, cohort, board_url
):
    sent = row(nominee(cohort, cast.south), "accept")
    member.post(board_url, sent)
    member.get(board_url)  # shows what the first one said
    assert "redan sparade" not in text(member.post(board_url, sent | {"close": ""}, follow=True))
    assert "Alla beslut är redan sparade" in text(member.post(board_url, sent, follow=True))


def test_what_is_refused_keeps_what_was_chosen_and_says_what_to_do(member, cast, cohort, board_url):
    anna, bo, cia = (
        nominee(cohort, cast.south, name=n, b1=n != "Cia") for n in ("Anna", "Bo", "Cia")
    )
    sent = row(anna, "accept") | row(bo, "reject") | row(cia, "accept")
    answer = member.post(board_url, sent)
    page = text(answer)
    assert answer.status_code == 422
    assert "<title>Fel: " in page
    assert f'<a href="#d{bo.pk}r">Bo: Skriv skälet' in page
    assert f'<a href="#d{cia.pk}r">Cia: Skriv varför ni antar fast B1 inte uppfylls.' in page
    assert f'value="accept" id="d{anna.pk}a" checked' in page
    assert f'value="reject" id="d{bo.pk}c" checked' in page
    assert not Decision.objects.exists()


def test_the_first_who_does_not_fit_is_named(member, cast):
    cohort = make_cohort(area=cast.area, seats=1)
    anna, bo = (nominee(cohort, cast.south, name=name) for name in ("Anna", "Bo"))
    page = reverse("cohorts:selection", args=[cohort.slug])
    answer = member.post(page, row(anna, "accept") | row(bo, "accept"))
    assert "Bo: Alla 1 platser är tagna." in text(answer)
    assert not Seat.objects.exists()


def test_a_reason_for_another_decision_is_not_carried_over(member, cast, cohort, board_url):
    anna = nominee(cohort, cast.south)
    decide(by=cast.board, cohort=cohort, choices=[reject(anna, "Börjar i höst.")])
    member.post(board_url, row(anna, "accept", "Börjar i höst.", seen="reject"))
    assert Decision.objects.get().reason == ""


@pytest.fixture
def mixed(cast, cohort):
    nurse = make_profession("Sjuksköterska")
    anna = nominee(cohort, cast.south, name="Anna Alm", rank=2)
    nominee(cohort, cast.psychosis, name="Bo Berg", profession=nurse, rank=1)
    cia = nominee(cohort, cast.north, name="Cia Ceder", rank=1)
    decide(by=cast.board, cohort=cohort, choices=[accept(anna), reserve(cia)])
    return nurse


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Cia Ceder", "Anna Alm", "Bo Berg"]),
        ("?show=undecided", ["Bo Berg"]),
        ("?show=accept", ["Anna Alm"]),
        ("?show=reserve", ["Cia Ceder"]),
        ("?show=reject", []),
        ("?principal=region", ["Bo Berg"]),
        ("?employer={employer}", ["Cia Ceder", "Anna Alm"]),
        ("?profession={nurse}", ["Bo Berg"]),
        ("?sort=name", ["Anna Alm", "Bo Berg", "Cia Ceder"]),
        ("?sort=-name", ["Cia Ceder", "Bo Berg", "Anna Alm"]),
        ("?sort=rank", ["Bo Berg", "Cia Ceder", "Anna Alm"]),
        ("?sort=nonsense&principal=nobody&show=x", ["Cia Ceder", "Anna Alm", "Bo Berg"]),
    ],
)
def test_the_board_is_filtered_and_sorted(member, cast, mixed, board_url, asked, names):
    answer = member.get(board_url + asked.format(employer=cast.lunda.pk, nurse=mixed.pk))
    assert [line.row.nomination.name for line in answer.context["lines"]] == names


# ── one tap ─────────────────────────────────────────────────────────────────────────────────


def tap(member, nomination, *args, **kwargs) -> str:
    page = reverse("cohorts:candidate", args=[nomination.cohort.slug, nomination.pk])
    answer = member.post(page, row(nomination, *args, **kwargs), **HTMX)
    assert answer.status_code == 200
    return text(answer)


def test_a_tap_saves_the_row_and_answers_with_all_that_changed(member, cast, cohort):
    anna = nominee(cohort, cast.south)
    answer = tap(member, anna, "accept")
    assert Seat.objects.get().nomination == anna
    assert "1 i utkast" in answer
    assert "Antas: 1." in answer
    assert f'name="{anna.pk}-seen" value="accept"' in answer
    assert "<html" not in answer


def test_a_tap_that_lacks_a_reason_is_kept_but_not_saved(member, cast, cohort):
    anna = nominee(cohort, cast.south)
    answer = tap(member, anna, "reject")
    assert "Inte sparat." in answer
    assert f'value="reject" id="d{anna.pk}c" checked' in answer
    assert f'name="{anna.pk}-seen" value=""' in answer
    assert not Decision.objects.exists()


def test_a_tap_on_what_a_colleague_has_changed_shows_their_decision(member, cast, cohort):
    anna = nominee(cohort, cast.south)
    decide(by=cast.board_users, cohort=cohort, choices=[reserve(anna)])
    answer = tap(member, anna, "accept")
    assert "En kollega har ändrat under tiden: Reserv." in answer
    assert f'name="{anna.pk}-seen" value="reserve"' in answer
    assert not Seat.objects.exists()


def test_reserves_are_moved_by_buttons(member, cast, cohort, board_url):
    anna, bo = (nominee(cohort, cast.south, name=name) for name in ("Anna", "Bo"))
    decide(by=cast.board, cohort=cohort, choices=[reserve(anna), reserve(bo)])
    page = reverse("cohorts:reserves", args=[cohort.slug])
    assert member.post(page, {"up": bo.pk}).url == board_url
    assert ranks(cohort) == {"Bo": 1, "Anna": 2}
    answer = member.post(page, {"down": bo.pk}, **HTMX)
    assert text(answer).startswith('<section id="reserves"')
    assert ranks(cohort) == {"Anna": 1, "Bo": 2}
    assert member.post(page, {"up": "x"}).status_code == 404


# ── one candidate ───────────────────────────────────────────────────────────────────────────


def test_opening_the_grounds_is_logged(member, cast, cohort):
    anna = nominee(cohort, cast.south, note="Driver införandet hos oss.")
    CriterionAnswer.objects.filter(nomination=anna).update(grounds="Nio år på boendestödet.")
    page = text(member.get(reverse("cohorts:candidate", args=[cohort.slug, anna.pk])))
    assert "Nio år på boendestödet." in page
    assert "Driver införandet hos oss." in page
    entry = AuditEvent.objects.get(action="nomination.open_grounds")
    assert (entry.actor, entry.subject_id) == (cast.board, str(anna.pk))


def test_grounds_are_not_on_the_board(member, cast, cohort, board_url):
    anna = nominee(cohort, cast.south)
    CriterionAnswer.objects.filter(nomination=anna).update(grounds="Nio år på boendestödet.")
    assert "Nio år" not in text(member.get(board_url))


def test_a_decision_is_made_on_the_candidates_page(member, cast, cohort, board_url):
    anna = nominee(cohort, cast.south, b1=False, name="Anna Alm")
    page = reverse("cohorts:candidate", args=[cohort.slug, anna.pk])
    answer = member.post(page, row(anna, "accept"))
    assert answer.status_code == 422
    assert "Skriv varför ni antar fast B1 inte uppfylls." in text(answer)
    answer = member.post(page, row(anna, "accept", "Lång erfarenhet."), follow=True)
    assert answer.redirect_chain == [(board_url, 302)]
    assert "Anna Alm antas. Ingen får besked" in text(answer)
    assert Decision.objects.get().reason == "Lång erfarenhet."
    member.post(page, row(anna, "", seen="accept"))
    assert not Decision.objects.exists()


def test_the_same_boards_earlier_decision_is_shown(member, cast, cohort):
    before = make_cohort(version=cohort.version, area=cast.area, name="Grupp 4")
    once = nominee(before, cast.south)
    decide(by=cast.board, cohort=before, choices=[reject(once, "Börjar i höst.")])
    close_round(by=cast.board, round=before.rounds.get(), present=[cast.board], minutes="")
    again = nominee(cohort, cast.south)
    Nomination.objects.filter(pk=again.pk).update(email=once.email)
    page = text(member.get(reverse("cohorts:candidate", args=[cohort.slug, again.pk])))
    assert "Grupp 4: Avslås" in page
    assert "Börjar i höst." in page


# ── closing ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def drafted(cast, cohort):
    """Anna accepted, Bo reserve, Cia declined, Dag undecided."""
    four = [nominee(cohort, cast.south, name=name) for name in ("Anna", "Bo", "Cia", "Dag")]
    choices = [accept(four[0]), reserve(four[1]), reject(four[2])]
    decide(by=cast.board, cohort=cohort, choices=choices)
    return four


@pytest.fixture
def closing_url(cohort):
    return reverse("cohorts:close_selection", args=[cohort.slug])


def confirmation(cast, cohort, **changes) -> dict:
    read = result_of(SelectionRound.objects.get(cohort=cohort)).fingerprint
    return {
        "present": [cast.board.pk, cast.board_users.pk],
        "minutes": "Brita deltog på distans.",
        "agreed": "on",
        "read": read,
    } | changes


def test_closing_says_first_what_will_happen(member, cast, cohort, drafted, closing_url):
    answer = member.get(closing_url)
    page = text(answer)
    result = answer.context["result"]
    assert (len(result.accepted), len(result.reserves), len(result.rejected)) == (1, 1, 1)
    assert result.letters == 6  # three managers: each nomination has its own here
    assert "Stäng omgången och skicka 6 brev" in page
    assert "De här får inget besked nu" in page
    assert "Dag</a>" in page


def test_without_a_draft_there_is_nothing_to_close(member, cohort, board_url, closing_url):
    assert member.get(closing_url).url == board_url
    SelectionRound.objects.create(cohort=cohort)
    assert "Inget är beslutat än" in text(member.get(closing_url))


def test_one_tick_closes_the_round_and_leads_to_the_record(
    member, cast, cohort, drafted, closing_url
):
    answer = member.post(closing_url, confirmation(cast, cohort), follow=True)
    record = reverse("cohorts:selection_record", args=[cohort.slug, 1])
    assert answer.redirect_chain == [(record, 302)]
    page = text(answer)
    assert "Omgång 1 är stängd och 6 brev är på väg." in page
    for words in ("Bodil Berg, Brita Brandt.", "Brita deltog på distans.", "Anna, Lunda kommun"):
        assert words in page
    assert Enrolment.objects.get().nomination == drafted[0]


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"present": []}, "Välj alla som deltog"),
        ({"agreed": ""}, "Kryssa i rutan när ni är överens"),
        ({"present": [0]}, "Välj"),
        ({"read": "something else"}, "Ett beslut har ändrats sedan du öppnade sidan."),
    ],
)
def test_nothing_closes_by_half(member, cast, cohort, drafted, closing_url, missing, words):
    answer = member.post(closing_url, confirmation(cast, cohort, **missing))
    page = text(answer)
    assert answer.status_code == 422
    assert words in page
    assert "Brita deltog på distans." in page
    assert confirmation(cast, cohort)["read"] in page
    assert not Enrolment.objects.exists()


def test_after_closing_the_next_round_can_be_opened(
    member, cast, cohort, drafted, closing_url, board_url
):
    member.post(closing_url, confirmation(cast, cohort))
    page = text(member.get(board_url))
    assert "Öppna omgång 2" in page
    assert f"{drafted[3].pk}-outcome" not in page
    answer = member.post(reverse("cohorts:next_selection_round", args=[cohort.slug]), follow=True)
    page = text(answer)
    assert "Omgång 2 är öppen." in page
    assert f"{drafted[3].pk}-outcome" in page
    assert f'value="reserve" id="d{drafted[1].pk}b" checked' in page
    member.post(board_url, row(drafted[1], "reserve") | row(drafted[3], "accept"))
    assert list(Decision.objects.filter(round__number=2).values_list("nomination__name")) == [
        ("Dag",)
    ]


def test_a_closed_round_refuses_decisions_in_words(
    member, cast, cohort, drafted, closing_url, board_url
):
    member.post(closing_url, confirmation(cast, cohort))
    answer = member.post(board_url, row(drafted[3], "accept"))
    assert "Omgång 1 är stängd, så besluten kan inte ändras." in text(answer)


def test_a_round_that_is_open_has_no_record(member, cohort, drafted):
    assert member.get(reverse("cohorts:selection_record", args=[cohort.slug, 1])).status_code == 404


# ── what they cost ──────────────────────────────────────────────────────────────────────────


def fill(cast, cohort, number):
    units = (cast.south, cast.north, cast.psychosis)
    rows = [nominee(cohort, units[at % 3], rank=at) for at in range(1, number + 1)]
    half = rows[: number // 2]
    decide(
        by=cast.board,
        cohort=cohort,
        choices=[accept(row) if at % 2 else reserve(row) for at, row in enumerate(half)],
    )
    return rows


@pytest.mark.parametrize("page", ["selection", "close_selection", "candidate", "selections"])
def test_a_page_asks_as_much_for_sixty_as_for_two(member, cast, queries, page):
    counts = []
    for number in (2, 60):
        cohort = make_cohort(area=cast.area, seats=60)
        rows = fill(cast, cohort, number)
        args = {"candidate": [cohort.slug, rows[0].pk], "selections": []}.get(page, [cohort.slug])
        counts.append(queries(reverse(f"cohorts:{page}", args=args)))
    assert counts[0] == counts[1] <= 15


def test_the_record_asks_as_much_for_sixty_as_for_two(member, cast, queries):
    counts = []
    for number in (2, 60):
        cohort = make_cohort(area=cast.area, seats=60)
        fill(cast, cohort, number)
        opened = SelectionRound.objects.get(cohort=cohort)
        close_round(by=cast.board, round=opened, present=[cast.board], minutes="")
        counts.append(queries(reverse("cohorts:selection_record", args=[cohort.slug, 1])))
    assert counts[0] == counts[1] <= 15


def test_a_board_of_thirty_eight_is_small(member, cast):
    """Also with the nine criteria of the case manager course, which has the widest rows."""
    version = make_version("case_manager")
    for number in range(6, 12):
        Criterion.objects.create(
            version=version,
            code=f"C{number}",
            position=number,
            kind=CriterionKind.WEIGHED,
            title=f"Kriterium {number}",
            question="Vägs in",
        )
    cohort = make_cohort(version=version, area=cast.area)
    units = (cast.south, cast.north, cast.psychosis)
    rows = [
        nominee(cohort, units[at % 3], name=f"Ann-Charlotte Nominerad-Ek {at}", rank=at)
        for at in range(1, 39)
    ]
    decide(by=cast.board, cohort=cohort, choices=[accept(row) for row in rows[:30]])
    page = reverse("cohorts:selection", args=[cohort.slug])
    assert len(member.get(page).content) < 60_000


@pytest.mark.parametrize("pk", ["9" * 5000, "-1", "x", ""])
def test_a_place_on_the_reserve_list_of_nobody_is_404(member, cohort, pk):
    assert (
        member.post(reverse("cohorts:reserves", args=[cohort.slug]), {"up": pk}).status_code == 404
    )


# ── the pages of the area and of the cohort tell of it ──────────────────────────────────────


def test_a_decided_cohort_is_shown_as_decided(member, cast, cohort):
    page = reverse("cohorts:cohort", args=[cohort.slug])
    first, _second = nominee(cohort, cast.south), nominee(cohort, cast.south)
    decide(by=cast.board, cohort=cohort, choices=[accept(first)])
    before = text(member.get(page))
    assert "Välj vilka som får plats" in before
    assert "2 nominerade, varav 2 kompletta." in before
    close_round(by=cast.board, round=SelectionRound.objects.get(), present=[cast.board], minutes="")
    after = text(member.get(page))
    assert "Välj vilka som får plats" not in after
    assert "Se urvalet" in after
    assert "kompletta" not in after
    assert "2 nominerade. Urvalet är gjort." in after


def test_drafts_of_a_later_round_are_no_taken_seats_on_the_areas_page(member, cast, half_way):
    decide(by=cast.board, cohort=half_way.cohort, choices=[accept(half_way)])
    [listed] = area_page(cast.area, tasks=()).listed
    assert (listed.seats.taken, listed.seats.given, listed.filled) == (2, 1, 1)
    page = text(member.get(reverse("cohorts:area", args=[cast.area.slug])))
    assert f"1 av {half_way.cohort.seats} platser tagna" in page
