"""The ledger: one row for every effect outside the database, written with its cause."""

import datetime as dt
import re
from email.utils import parseaddr

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from messaging import events, oversight
from messaging.enums import HELD, NEEDS_A_PERSON, MessageState


class MessageQuerySet(models.QuerySet):
    def visible_to(self, person) -> "MessageQuerySet":
        """What reached oneself; everything for those who oversee; nothing for a visitor."""
        if not person.is_authenticated:
            return self.none()
        if oversight.oversees(person):
            return self
        return self.filter(recipient_id=person.pk, state=MessageState.SENT)

    def due(self, now: dt.datetime) -> "MessageQuerySet":
        """What should have gone by `now`, oldest first."""
        return self.filter(state=MessageState.QUEUED, not_before__lte=now).order_by(
            "not_before", "pk"
        )

    def abandoned(self, now: dt.datetime) -> "MessageQuerySet":
        """What a relay holds longer than it may: it has died, or hangs."""
        return self.filter(state__in=HELD, claimed_until__lt=now)

    def search(self, words: str) -> "MessageQuerySet":
        """Messages whose recipient has every one of `words` in name or address.

        A regular expression, because SQLite's LIKE knows capital letters only from A to Z.
        """
        found = self
        for word in map(re.escape, words.split()):
            found = found.filter(Q(recipient_name__iregex=word) | Q(recipient_email__iregex=word))
        return found


class Message(models.Model):
    """One mail to one person: what it is about, why, and how far it has come.

    `context` holds ids and plain values only; the mail is made from it when it is sent. The
    state moves by `messaging.lifecycles.MESSAGE`; a row in `HELD` belongs to the relay whose
    `claim_token` it carries, until `claimed_until`.
    """

    event = models.CharField(_("kind"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("recipient"),
    )
    recipient_email = models.EmailField(_("e-mail address"))
    recipient_name = models.CharField(_("name"), max_length=120, blank=True)
    context = models.JSONField(default=dict)
    calendar = models.JSONField(null=True)  # {"method": …, "text": …}, see messaging.calendars
    dedupe_key = models.CharField(max_length=200, unique=True)

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    caused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("caused by"),
    )
    created_at = models.DateTimeField(_("written"), editable=False)

    not_before = models.DateTimeField(_("not before"))
    expires_at = models.DateTimeField(_("of no use after"), null=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claimed_until = models.DateTimeField(null=True)
    claim_token = models.UUIDField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    last_error = models.TextField(_("what went wrong"), blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(
                name="message_queue",
                fields=["not_before", "id"],
                condition=Q(state=MessageState.QUEUED),
            ),
            models.Index(
                name="message_held", fields=["claimed_until"], condition=Q(state__in=HELD)
            ),
            models.Index(
                name="message_needs_a_person",
                fields=["id"],
                condition=Q(state__in=NEEDS_A_PERSON),
            ),
            models.Index(name="message_cause", fields=["subject_type", "subject_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_state_is_known", condition=Q(state__in=MessageState.values)
            ),
            models.CheckConstraint(
                name="message_is_held_with_token_and_lease",
                condition=Q(state__in=HELD, claimed_until__isnull=False, claim_token__isnull=False)
                | Q(~Q(state__in=HELD), claimed_until__isnull=True),
            ),
            models.CheckConstraint(
                name="message_is_sent_at_a_moment",
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | Q(~Q(state=MessageState.SENT), sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="message_that_went_wrong_says_why",
                condition=~Q(state__in=NEEDS_A_PERSON) | ~Q(last_error=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.dedupe_key}"

    @property
    def label(self) -> object:
        """What kind of message this is, in words."""
        return events.find(self.event).label

    @property
    def cause_label(self) -> str:
        """What kind of row the message is about, in words."""
        try:
            return str(apps.get_model(self.subject_type)._meta.verbose_name)
        except LookupError:  # the row has outlived its model
            return self.subject_type

    @property
    def header_id(self) -> str:
        """The mail's Message-ID: always the same for this row, so that a double is seen."""
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        return f"<message-{self.pk}@{domain}>"

    @property
    def is_wiped(self) -> bool:
        """Whether a secret of this row has been removed after the mail had gone."""
        secrets = events.find(self.event).secrets
        return any(key in secrets and value is None for key, value in self.context.items())

    def without_secrets(self) -> dict:
        """The context as it is kept for good."""
        secrets = events.find(self.event).secrets
        return {key: None if key in secrets else value for key, value in self.context.items()}
