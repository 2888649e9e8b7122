"""Areas: several municipalities and their region, which train together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.roles import Permission, Scope


class AreaQuerySet(models.QuerySet):
    def reachable_for(self, person, permission: Permission) -> "AreaQuerySet":
        """Where `person` holds `permission` by a role for the area or for everything."""
        grants = person.grants_with(permission)
        if any(grant.scope == Scope.EVERYTHING for grant in grants):
            return self
        return self.filter(pk__in=[g.scope_id for g in grants if g.scope == Scope.AREA])

    def with_member(self, paths) -> "AreaQuerySet":
        """Areas that one of the organisations at these tree paths, or its parent, belongs to."""
        return self.filter(members__path__in=Organisation.roots_of(paths)).distinct()

    def visible_to(self, person) -> "AreaQuerySet":
        """Areas are public knowledge within the effort: those of one's own roles."""
        grants = person.grants
        if any(grant.scope == Scope.EVERYTHING for grant in grants):
            return self
        own = models.Q(pk__in=[g.scope_id for g in grants if g.scope == Scope.AREA])
        paths = [g.path for g in grants if g.scope == Scope.ORGANISATION]
        return self.filter(own | models.Q(pk__in=Area.objects.with_member(paths)))


class Area(models.Model):
    """A utbildningsområde. A region can lie in several areas (domain.md §6)."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    members = models.ManyToManyField(
        Organisation,
        related_name="areas",
        verbose_name=_("municipalities and region"),
        help_text=_("The employers themselves; their units follow."),
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def __str__(self) -> str:
        return self.name

    organisation_path = ""  # roles in organisations do not reach an area

    def scopes(self) -> set[tuple[str, int]]:
        return {(Scope.AREA, self.pk)}
