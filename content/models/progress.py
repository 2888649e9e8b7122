"""What readers have done with a module. Each row is its person's own; `visible_to` says so."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models.module import ModulePage


class OwnQuerySet(models.QuerySet):
    def visible_to(self, person) -> "OwnQuerySet":
        """Nobody else's, whatever the role."""
        return self.filter(person=person.pk)


class ModuleDone(models.Model):
    """Somebody has gone through a module and says so."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="modules_done",
        verbose_name=_("person"),
    )
    module = models.ForeignKey(
        ModulePage, on_delete=models.CASCADE, related_name="done_by", verbose_name=_("module")
    )
    done_at = models.DateTimeField(_("done"))

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("finished module")
        verbose_name_plural = _("finished modules")
        constraints = [
            models.UniqueConstraint(name="module_is_done_once", fields=["person", "module"])
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.module_id}"


class ReflectionAnswer(models.Model):
    """What somebody wrote to a question of a module, for nobody but themselves."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("person"),
    )
    module = models.ForeignKey(
        ModulePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("module")
    )
    block = models.UUIDField(_("question"))
    text = models.TextField(_("answer"))
    changed_at = models.DateTimeField(_("changed"))

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        constraints = [
            models.UniqueConstraint(
                name="reflection_is_kept_once", fields=["person", "module", "block"]
            ),
            models.CheckConstraint(name="reflection_is_not_empty", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.block}"


class ExerciseAnswer(models.Model):
    """Somebody's latest answer to a quiz question (`chosen`: the ids of the answers), or that they
    have taken a course elsewhere. `is_right` when it needs no further try."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("person"),
    )
    module = models.ForeignKey(
        ModulePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("module")
    )
    block = models.UUIDField(_("exercise"))
    chosen = models.JSONField(_("answer"), default=list, blank=True)
    is_right = models.BooleanField(_("right"))
    tries = models.PositiveIntegerField(_("tries"), default=1)
    answered_at = models.DateTimeField(_("answered"))

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to an exercise")
        verbose_name_plural = _("answers to exercises")
        constraints = [
            models.UniqueConstraint(
                name="exercise_is_answered_once_by_a_person",
                fields=["person", "module", "block"],
            ),
            models.CheckConstraint(name="exercise_has_been_tried", condition=Q(tries__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.block}"
