"""What people send as files, before any form has looked at it."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class SizeLimit(FileUploadHandler):
    """Refuses a whole request above `UPLOAD_MAX_BYTES` before a byte of it is kept: anybody can
    send files to a public form, whether or not it asks for any."""

    def handle_raw_input(self, input_data, meta, content_length, boundary, encoding=None):
        if content_length > settings.UPLOAD_MAX_BYTES:
            message = f"{content_length} bytes were sent."
            raise RequestDataTooBig(message)

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
