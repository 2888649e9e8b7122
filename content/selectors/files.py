"""Who may open an uploaded picture or file: it is as public as the pages that show it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, ReferenceIndex

from content.models import ModulePage
from content.selectors.modules import readable_modules
from organisations.roles import Permission


def may_open(person, file: Model) -> bool:
    """Whether a published page that `person` may read shows the picture or file. Who writes
    material may open all. At most three queries, besides the person's roles."""
    if person.is_authenticated and person.may(Permission.WRITE_CONTENT):
        return True
    shown_on = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = Page.objects.live().filter(pk__in=list(shown_on.values_list("object_id", flat=True)))
    if pages.not_type(ModulePage).exists():
        return True
    return readable_modules(person).filter(pk__in=pages.values("pk")).exists()


def document_at(pk: int, filename: str) -> AbstractDocument | None:
    """The file at an address, which says both its number and its name. One query."""
    found = get_document_model().objects.filter(pk=pk).first()
    return found if found and found.filename == filename else None


def rendition_at(path: str) -> AbstractRendition | None:
    """The picture in the size that is kept under this path, its original joined. One query."""
    renditions = get_image_model().get_rendition_model().objects
    return renditions.filter(file=path).select_related("image").first()
