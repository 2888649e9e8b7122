"""Pictures, recordings and files. Recordings are uploaded: nothing is fetched from elsewhere."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from common.file_kinds import AUDIO, CAPTIONS, VIDEO


class PictureChooserBlock(ImageChooserBlock):
    """A picture. All of a page are fetched with their sizes at once: one query when all have been
    shown before."""

    def bulk_to_python(self, values):
        sizes = self.model_class.get_rendition_model().objects.filter(image__in=set(values))
        found = {}
        for size in sizes.select_related("image"):
            picture = found.setdefault(size.image_id, size.image)
            picture.__dict__.setdefault("prefetched_renditions", []).append(size)
        if new := set(values) - set(found) - {None}:
            found |= self.model_class.objects.in_bulk(new)
        return [found.get(pk) for pk in values]


class PictureBlock(blocks.StructBlock):
    """A picture, what it shows in words, and its caption."""

    image = PictureChooserBlock(label=_("Picture"))
    shows = blocks.CharBlock(
        label=_("What it shows"),
        max_length=240,
        help_text=_("In words, for those who do not see it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "content/blocks/picture.html"
        description = _("A picture, with words for those who do not see it.")
        preview_value = {"shows": _("A network map"), "caption": _("Who stands around")}


def is_file(block: blocks.Block) -> bool:
    return isinstance(block, DocumentChooserBlock)


class RecordingBlock(blocks.StructBlock):
    """Something recorded, which can be read as text too. A draft may wait for its text."""

    suffixes: frozenset[str] = frozenset()
    wrong_file = ""

    def bulk_to_python(self, values):
        """All files of all recordings in one query."""
        names = [name for name, child in self.child_blocks.items() if is_file(child)]
        found = get_document_model().objects.in_bulk(
            {value[name] for value in values for name in names if value.get(name)}
        )
        without = [{key: value[key] for key in value if key not in names} for value in values]
        recordings = super().bulk_to_python(without)
        for recording, value in zip(recordings, values, strict=True):
            recording.update({name: found.get(value.get(name)) for name in names})
        return recordings

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if (file := value.get("file")) and file.file_extension.lower() not in self.suffixes:
            errors["file"] = ValidationError(str(self.wrong_file))
        captions = value.get("captions")
        if captions and captions.file_extension.lower() not in CAPTIONS:
            errors["captions"] = ValidationError(
                gettext("Choose a file of captions: its name ends in .vtt.")
            )
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value


TRANSCRIPT = {
    "label": _("The recording as text"),
    "features": ["bold", "italic", "ol", "ul"],
    "help_text": _(
        "All that is said, and what one needs to see. It is needed before you publish: some cannot "
        "hear or see, others prefer to read."
    ),
}


class VideoBlock(RecordingBlock):
    """An uploaded film with captions and text."""

    suffixes = VIDEO
    wrong_file = _("Choose a film: its name ends in .mp4 or .webm.")

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    file = DocumentChooserBlock(
        label=_("Film"), help_text=_("A file that ends in .mp4 or .webm, 500 MB at most.")
    )
    captions = DocumentChooserBlock(
        label=_("Captions"),
        help_text=_("A file that ends in .vtt. It is needed before you publish."),
    )
    poster = PictureChooserBlock(
        label=_("Picture before it plays"), required=False, help_text=_("Decoration only.")
    )
    transcript = blocks.RichTextBlock(**TRANSCRIPT)

    class Meta:
        label = _("Film")
        icon = "media"
        template = "content/blocks/video.html"
        description = _("A film that you upload, with captions and the same as text.")
        preview_value = {"title": _("To see the signs together")}


class AudioBlock(RecordingBlock):
    """An uploaded sound recording with text."""

    suffixes = AUDIO
    wrong_file = _("Choose a sound recording: its name ends in .mp3, .m4a or .ogg.")

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    file = DocumentChooserBlock(
        label=_("Sound recording"),
        help_text=_("A file that ends in .mp3, .m4a or .ogg, 100 MB at most."),
    )
    transcript = blocks.RichTextBlock(**TRANSCRIPT)

    class Meta:
        label = _("Sound recording")
        icon = "openquote"
        template = "content/blocks/audio.html"
        description = _("A sound recording that you upload, and the same as text.")
        preview_value = {"title": _("A conversation about early signs")}


class FileBlock(blocks.StructBlock):
    """A file to open."""

    document = DocumentChooserBlock(label=_("File"))
    note = blocks.CharBlock(label=_("What it is for"), required=False, max_length=200)

    class Meta:
        label = _("File")
        icon = "doc-full"
        template = "content/blocks/file.html"
        description = _("A file to open or print: PDF, text, table or presentation.")
        preview_value = {"note": _("For the meeting of the resource group")}


MEDIA_BLOCKS = [
    ("picture", PictureBlock()),
    ("video", VideoBlock()),
    ("audio", AudioBlock()),
    ("file", FileBlock()),
]
