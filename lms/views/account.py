"""The own account: who one is here, and how one logs in."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from organisations.roles import ROLES, RoleCode


@login_required
def account_home(request):
    """Name, address, roles and the ways to log in, each with the page that changes it."""
    held = {grant.role for grant in request.user.grants}
    roles = [ROLES[code] for code in RoleCode if code in held]
    return render(request, "account/home.html", {"roles": roles})
