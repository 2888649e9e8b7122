from organisations.models.affiliation import Affiliation
from organisations.models.geography import County, Municipality
from organisations.models.organisation import Organisation
from organisations.models.person import Person
from organisations.models.profession import Profession
from organisations.models.role import OrganisationRole, RoleAssignment, RoleQuerySet

__all__ = [
    "Affiliation",
    "County",
    "Municipality",
    "Organisation",
    "OrganisationRole",
    "Person",
    "Profession",
    "RoleAssignment",
    "RoleQuerySet",
]
