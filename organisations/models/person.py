"""The people. A person is known by e-mail address, never by personal identity number."""

import secrets
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from organisations import grants
from organisations.grants import Reach
from organisations.roles import Permission, Scope


def draw_calendar_key() -> str:
    """A secret for the address of somebody's calendar feed (128 bits)."""
    return secrets.token_urlsafe(16)


class PersonQuerySet(models.QuerySet):
    def with_email(self, email: str) -> "PersonQuerySet":
        """People by address; capital letters do not matter."""
        return self.filter(email=email.strip().lower())

    def visible_to(self, person) -> "PersonQuerySet":
        """Oneself; everybody for those who administer."""
        if person.may(Permission.ADMINISTER):
            return self
        return self.filter(pk=person.pk)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, email: str, name: str = "", password: str | None = None, **fields):
        person = self.model(email=email.strip().lower(), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str):
        return self.get(email=username.strip().lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody the platform knows. Exists before the first log-in; may never log in at all."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(_("may log in"), default=True)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    calendar_key = models.CharField(
        max_length=32, unique=True, default=draw_calendar_key, editable=False
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="person_email_is_lower_case", condition=models.Q(email=Lower("email"))
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self):
        self.email = self.email.strip().lower()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """Two letters for the avatar: first and last name."""
        words = self.name.split() or [self.email]
        return "".join(word[0] for word in {0: words[0], 1: words[-1]}.values())[:2].upper()

    @cached_property
    def grants(self) -> tuple:
        """The roles held today, each with its scope; one query, kept for the request."""
        return grants.load_grants(self)

    def grants_with(self, permission: Permission) -> list:
        """Those of `grants` that carry `permission`."""
        return [grant for grant in self.grants if grant.carries(permission)]

    def reach(self, permission: Permission, *scopes: Scope) -> Reach:
        """Where a role held today allows `permission`, as values for a prepared statement."""
        return Reach.of(self.grants_with(permission), *scopes)

    def may(self, permission: Permission, *, on=None) -> bool:
        """Whether a role held today allows `permission` (on that row); see `grants.may`."""
        return grants.may(self, permission, on=on)
