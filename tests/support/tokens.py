"""A provider of sign-ins that gives out whatever tokens a test wants, as no real one would."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey

OWN, FOREIGN = RSAKey.generate_key(2048, {"kid": "k"}), RSAKey.generate_key(2048, {"kid": "k"})


class Provider(ThreadingHTTPServer):
    """`nonce`: what the next token answers. `tokens`: code → how its token differs from a good one; `key` signs it."""

    address = ""
    nonce = ""
    tokens: dict[str, dict[str, Any]]

    def token(self, code: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": "scorecard",
            "sub": "ada",
            "email": "ada@example.org",
            "nonce": self.nonce,
        }
        claims |= {"iat": now, "exp": now + 600} | self.tokens[code]
        key = claims.pop("key", OWN)
        claims = {
            name: now + value if name in ("iat", "exp") and value < 10_000 else value for name, value in claims.items()
        }
        return jwt.encode({"alg": "RS256", "kid": "k"}, {n: v for n, v in claims.items() if v is not None}, key)


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        at = self.server.address
        if self.path == "/jwks":
            self._say({"keys": [OWN.as_dict(private=False)]})
        else:
            self._say({"issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token",
                       "jwks_uri": f"{at}/jwks", "id_token_signing_alg_values_supported": ["RS256"]})  # fmt: skip

    def do_POST(self) -> None:
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        token = self.server.token(asked["code"][0])
        self._say({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": token})

    def _say(self, values: dict[str, Any]) -> None:
        body = json.dumps(values).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def provide_tokens(**tokens: dict[str, Any]) -> Iterator[Provider]:
    """The provider, while it answers: a keyword per code."""
    with Provider(("127.0.0.1", 0), _Answers) as provider:
        provider.address, provider.tokens = f"http://127.0.0.1:{provider.server_port}", tokens
        threading.Thread(target=provider.serve_forever, daemon=True).start()
        yield provider
        provider.shutdown()
