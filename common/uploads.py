"""What people send as files, before any form has looked at it."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class SizeLimit(FileUploadHandler):
    """Refuses a whole request above `UPLOAD_MAX_BYTES` before a byte of it is kept: anybody can
    send files to a public form, whether or not it asks for any. Who is logged in may send more
    under the addresses of `UPLOAD_MAX_BYTES_UNDER`, where only those come who are let in."""

    def handle_raw_input(self, input_data, meta, content_length, boundary, encoding=None):
        if content_length > self._most():
            message = f"{content_length} bytes were sent."
            raise RequestDataTooBig(message)

    def _most(self) -> int:
        person = getattr(self.request, "user", None)
        if person is not None and person.is_authenticated:
            for path, limit in settings.UPLOAD_MAX_BYTES_UNDER.items():
                if self.request.path.startswith(path):
                    return limit
        return settings.UPLOAD_MAX_BYTES

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
