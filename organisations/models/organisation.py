"""The tree of employers and their units."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from organisations.enums import OrganisationKind, Principal
from organisations.models.geography import County, Municipality
from organisations.roles import Permission, Scope


class OrganisationQuerySet(MP_NodeQuerySet):
    def under(self, paths) -> "OrganisationQuerySet":
        """The organisations at the given tree paths and everything below them."""
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(path__startswith=path)
        return self.filter(condition)

    def reachable_for(self, person, permission: Permission) -> "OrganisationQuerySet":
        """Where `person` holds `permission`: the own organisation and its units."""
        grants = person.grants_with(permission)
        if any(grant.scope == Scope.EVERYTHING for grant in grants):
            return self
        return self.under(g.path for g in grants if g.scope == Scope.ORGANISATION)

    def visible_to(self, person) -> "OrganisationQuerySet":
        """All for those who administer; else own organisations and below by any role there."""
        if person.may(Permission.ADMINISTER) or person.may(Permission.SEE_NATIONAL):
            return self
        return self.under(g.path for g in person.grants if g.scope == Scope.ORGANISATION)


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):
    def get_queryset(self) -> OrganisationQuerySet:
        """In the order of the tree, as treebeard's own manager does."""
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")


class Organisation(MP_Node):
    """An employer, a user organisation, or a unit of one.

    County, municipality and principal are set where they differ from the parent; the nearest
    ancestor that sets one decides (Region Gotland is both municipality and region). Paths are
    kept stable: new nodes come last, and lists sort by name.
    """

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    principal = models.CharField(_("principal"), max_length=20, choices=Principal, blank=True)
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("county")
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("municipality"),
    )

    objects = OrganisationManager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def scopes(self) -> set:
        """Only roles in organisations reach an organisation."""
        return set()

    @property
    def organisation_path(self) -> str:
        return self.path

    @classmethod
    def roots_of(cls, paths: Iterable[str]) -> set[str]:
        """The tree paths of the employers that the units at `paths` belong to."""
        return {path[: cls.steplen] for path in paths}

    @property
    def root_path(self) -> str:
        """The tree path of the employer this unit belongs to."""
        return self.path[: self.steplen]
