"""Limits count by the visitor's address, also when proxies stand in front."""

import os
import subprocess
import sys

import pytest
from allauth.account.adapter import get_adapter
from django.test import RequestFactory

from tests.environment import ROOT

FORWARDED = "203.0.113.9, 198.51.100.7, 10.0.0.2"  # the first may be made up by the visitor


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "127.0.0.1"), (1, "10.0.0.2"), (2, "198.51.100.7")]
)
def test_the_address_is_the_one_that_the_outermost_own_proxy_saw(settings, proxies, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": FORWARDED})
    assert get_adapter(request).get_client_ip(request) == address


def test_the_number_of_proxies_is_told_by_the_environment():
    asked = "from lms import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    environment = os.environ | {"PROXIES": "2"}
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert told.stdout.strip() == b"2"
