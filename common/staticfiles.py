"""Static files as they are served: one stylesheet, names that change with the content."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/app.css"
IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\) layer\((?P<layer>[\w-]+)\);')


class OneStylesheetStorage(CompressedManifestStaticFilesStorage):
    """Folds the imports of `css/app.css` into it, so that a page asks for one stylesheet.

    In development the browser follows the imports itself; both give the same layers in the same
    order. The parts are left out of the manifest: nothing refers to them any longer.
    """

    def post_process(self, paths, *, dry_run=False, **options):
        """Fold, then hash and compress as usual; `paths` maps names to where they were found."""
        if dry_run or STYLESHEET not in paths:
            yield from super().post_process(paths, dry_run=dry_run, **options)
            return
        parts = {}

        def fold(found: re.Match) -> str:
            name = f"css/{found['name']}"
            parts[name] = read(paths[name])
            return f"@layer {found['layer']} {{\n{parts[name]}}}"

        folded = IMPORT.sub(fold, read(paths[STYLESHEET]))
        self.delete(STYLESHEET)
        self.save(STYLESHEET, ContentFile(folded.encode()))
        rest = {name: found for name, found in paths.items() if name not in parts}
        yield from super().post_process(rest | {STYLESHEET: (self, STYLESHEET)}, **options)


def read(found) -> str:
    """The text of a file as `collectstatic` found it: (storage, path)."""
    storage, path = found
    with storage.open(path) as file:
        return file.read().decode()
