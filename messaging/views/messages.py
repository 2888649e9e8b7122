"""Looking at messages, and settling those that are stuck."""

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.errors import RuleViolation
from messaging import oversight
from messaging.lifecycles import MESSAGE
from messaging.selectors import messages as selectors
from messaging.services import ledger

PER_PAGE = 50
SERVICES = {"retry": ledger.retry, "cancel": ledger.cancel}
DONE = {
    "retry": _("The message is on its way again."),
    "cancel": _("The message is stopped."),
}


@login_required
def message_list(request):
    """What one has been sent; everything for those who oversee."""
    show, words = request.GET.get("show", ""), request.GET.get("q", "").strip()
    found = selectors.messages_for(request.user, show=show, words=words)
    oversees = oversight.oversees(request.user)
    attention = selectors.needing_a_person(request.user)
    return render(
        request,
        "messaging/list.html",
        {
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "show": show,
            "words": words,
            "oversees": oversees,
            "attention": attention,
            "is_late": oversees and selectors.is_late(),
            "tabs": [
                ("", pgettext_lazy("messages", "All")),
                ("attention", pgettext_lazy("messages", "Need you"), attention),
                ("waiting", pgettext_lazy("messages", "Waiting")),
                ("sent", pgettext_lazy("messages", "Sent")),
            ],
        },
    )


@login_required
def message_detail(request, pk: int):
    """One message: the mail, why it was written, and how far it has come."""
    message = _message_or_404(request, pk)
    oversees = oversight.oversees(request.user)
    return render(
        request,
        "messaging/message.html",
        {
            "message": message,
            "mail": selectors.mail_as_shown(message),
            "oversees": oversees,
            "may_retry": oversees and MESSAGE.can(message.state, "retry") and not message.is_wiped,
            "may_cancel": oversees and MESSAGE.can(message.state, "cancel"),
        },
    )


@login_required
def settle(request, pk: int, verb: str):
    """Ask whether a message shall go again ("retry") or never ("cancel"), then do it."""
    message = _message_or_404(request, pk)
    if not oversight.oversees(request.user):
        raise Http404
    if request.method == "POST":
        try:
            SERVICES[verb](by=request.user, message=message)
        except RuleViolation as violation:
            flash.error(request, violation)
        else:
            flash.success(request, DONE[verb])
        return redirect("messaging:detail", pk=pk)
    return render(request, "messaging/settle.html", {"message": message, "verb": verb})


def _message_or_404(request, pk: int):
    if message := selectors.message_for(request.user, pk=pk):
        return message
    raise Http404
