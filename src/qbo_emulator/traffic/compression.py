"""gzip, as the live service answers clients that ask for it.

A setting, off by default: compressing a page takes longer than anything else here does, and would be measured as the
client's slowness.
"""

import gzip

from werkzeug import Request, Response

WORTH_IT = 4096  # bytes
LEVEL = 1


class Compression:
    """Compresses large answers while `enabled`."""

    def __init__(self) -> None:
        self.enabled = False

    def applied(self, request: Request, response: Response) -> Response:
        """The answer, compressed if it is large and the client accepts it so."""
        if not self.enabled:
            return response
        response.headers["Vary"] = "Accept-Encoding"
        body = response.get_data()
        if len(body) >= WORTH_IT and request.accept_encodings.quality("gzip") > 0:
            response.set_data(gzip.compress(body, LEVEL, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response
