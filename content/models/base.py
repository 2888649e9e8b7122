"""What our pages share."""

from wagtail.models import PageViewRestriction


class WithoutRestrictions:
    """Who may read a page is said by our own rule (`content.wagtail_hooks`), not page by page, so
    Wagtail's restrictions are neither offered nor looked for."""

    private_page_options = []

    def get_view_restrictions(self):
        return PageViewRestriction.objects.none()
