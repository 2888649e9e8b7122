"""Every address of our own, found in the resolver."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

# Other people's addresses: allauth's and Wagtail's have tests of their own.
NOT_OURS = ("admin/", "konto/email", "logga-in/", "dokument/", "_util/", "media/", "^((?:")


def own_addresses() -> Iterator[str]:
    """The names of all our addresses, with their namespaces."""
    yield from _walk(get_resolver(), "", "")


def _walk(resolver, path: str, namespace: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        full = path + str(entry.pattern)
        if full.startswith(NOT_OURS) or (full == "konto/" and not isinstance(entry, URLPattern)):
            continue
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, full, inner)
