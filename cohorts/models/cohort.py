"""A programme version given to a group of people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from cohorts.enums import CohortState, DecidedBy
from courses.enums import WayIn
from courses.models import ProgrammeVersion
from organisations.models import Organisation
from organisations.roles import Permission, Scope


class CohortQuerySet(models.QuerySet):
    def with_programme(self) -> "CohortQuerySet":
        """Joined with what every page shows: version, programme and area."""
        return self.select_related("version__programme", "area")

    def active(self) -> "CohortQuerySet":
        return self.filter(state=CohortState.PLANNED)

    def reachable_for(self, person, permission: Permission) -> "CohortQuerySet":
        """Where `person` holds `permission`: by area, programme, cohort, or everywhere."""
        condition = Q(pk__in=[])
        for grant in person.grants_with(permission):
            match grant.scope:
                case Scope.EVERYTHING:
                    return self
                case Scope.AREA:
                    condition |= Q(area=grant.scope_id)
                case Scope.PROGRAMME:
                    condition |= Q(version__programme=grant.scope_id)
                case Scope.COHORT:
                    condition |= Q(pk=grant.scope_id)
        return self.filter(condition)

    def within(self, *, area, programme, cohort) -> "CohortQuerySet":
        """Those that one of the given areas, programmes or cohorts names: `Reach.keys`."""
        return self.filter(
            Q(area__in=area) | Q(version__programme__in=programme) | Q(pk__in=cohort)
        )

    def offered_to(self, paths) -> "CohortQuerySet":
        """Cohorts that organisations at these tree paths may send people to: those of their
        areas, and national ones. Employers must see dates early (domain.md §2)."""
        return self.offered_to_members(Organisation.roots_of(paths))

    def offered_to_members(self, roots) -> "CohortQuerySet":
        """The same, by the tree paths of the employers: a set, or a slot for one."""
        areas = Area.objects.filter(members__path__in=roots).values("pk")
        return self.filter(Q(area__in=areas) | Q(area__isnull=True))

    def visible_to(self, person) -> "CohortQuerySet":
        """What the person works with, takes part in, or may send people to."""
        reachable = self.reachable_for(person, Permission.SEE_COHORT).values("pk")
        paths = [grant.path for grant in person.grants if grant.scope == Scope.ORGANISATION]
        condition = Q(pk__in=reachable) | Q(enrolments__person=person)
        if paths:
            condition |= Q(pk__in=self.model.objects.offered_to(paths).values("pk"))
        return self.filter(condition).distinct()


class Cohort(models.Model):
    """A kursgrupp. Keeps the programme version that it started with (domain.md §7.3)."""

    version = models.ForeignKey(
        ProgrammeVersion, on_delete=models.PROTECT, verbose_name=_("programme version")
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cohorts",
        verbose_name=_("area"),
        help_text=_("Empty for courses given to the whole country."),
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=CohortState, default=CohortState.PLANNED
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    venue = models.CharField(_("place"), max_length=120, blank=True)
    welcomes_guests = models.BooleanField(
        _("welcomes guests from other areas"),
        default=False,
        help_text=_("People who make up a missed day, where there is an empty chair."),
    )
    opens_on = models.DateField(_("nomination or registration opens"))
    closes_on = models.DateField(_("last day to nominate or register"))
    answer_by = models.DateField(_("last day for nominees to answer"), null=True, blank=True)
    decided_by = models.CharField(
        _("who decides"), max_length=10, choices=DecidedBy, default=DecidedBy.BOARD
    )

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.CheckConstraint(
                name="cohort_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(name="cohort_has_seats", condition=Q(seats__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name

    organisation_path = ""  # roles in organisations do not reach a cohort

    def scopes(self) -> set[tuple[str, int]]:
        """Roles for the cohort, its programme and its area reach it. Wants `with_programme`."""
        return {
            (Scope.COHORT, self.pk),
            (Scope.PROGRAMME, self.version.programme_id),
            (Scope.AREA, self.area_id),
        }

    @property
    def is_by_nomination(self) -> bool:
        return self.version.way_in == WayIn.NOMINATION

    def is_open_on(self, day) -> bool:
        """Whether people can be nominated or registered on that day."""
        return self.state == CohortState.PLANNED and self.opens_on <= day <= self.closes_on
