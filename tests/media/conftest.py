"""A local private bucket that checks signatures and their expiry."""

from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from learning.core.files.bucket_storage import Bucket

KEYS = Credentials("AKIDEXAMPLE", "secret/of/the/bucket")
CONTENT = bytes(range(256)) * 4


class Door(BaseHTTPRequestHandler):
    """Request handler of a private bucket: serves a file only for a valid signature."""

    def do_GET(self):
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        path, signature = urlsplit(self.path).path, asked.pop("X-Amz-Signature", "")
        auth = S3SigV4QueryAuth(KEYS, "s3", "eu-west-1")
        query = "&".join(f"{name}={quote(value, safe='-_.~')}" for name, value in sorted(asked.items()))
        request = AWSRequest("GET", f"http://{self.headers['Host']}{path}?{query}")
        request.headers["host"], request.context["timestamp"] = self.headers["Host"], asked.get("X-Amz-Date", "")
        expected = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
        signed_at = datetime.strptime(asked.get("X-Amz-Date", "20000101T000000Z"), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        is_fresh = 0 <= (self.server.now() - signed_at).total_seconds() <= int(asked.get("X-Amz-Expires", 0))
        self.send_response(200 if signature == expected and is_fresh else 403)
        self.send_header("Content-Type", asked.get("response-content-type", ""))
        self.end_headers()
        self.wfile.write(CONTENT if signature == expected and is_fresh else b"")

    def log_message(self, *words):
        """Log nothing."""


@pytest.fixture
def bucket():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.now = lambda: datetime.now(UTC)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def in_bucket(bucket, monkeypatch):
    """The platform's storage, in that bucket."""
    storage = Bucket(
        bucket_name="uploads",
        access_key=KEYS.access_key,
        secret_key=KEYS.secret_key,
        endpoint_url=f"http://127.0.0.1:{bucket.server_port}",
        region_name="eu-west-1",
        addressing_style="path",
        signature_version="s3v4",
        querystring_auth=True,
    )
    monkeypatch.setattr(storage, "exists", lambda name: True)
    for module in ("views", "delivery"):
        monkeypatch.setattr(f"learning.media.files.{module}.default_storage", storage)
    return storage
