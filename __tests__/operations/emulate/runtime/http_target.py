"""A target of a load balancer on loopback, which says how it was asked."""

import base64
import hashlib
import json
import pathlib
import ssl
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Health checks end a connection as soon as they know enough."""


class HttpTarget:
    """Answers GET /slow after a second, GET /cut not at all, an upgrade by sending back what comes, and anything else
    with its name and the request's headers; its health check /health answers what `health` says."""

    def __init__(self, name: str, certificate: tuple[str, str] | None = None, *, health: int = 200) -> None:
        self.name = name
        self.health = health
        self.checks: list[dict[str, str]] = []
        self.answered = 0
        target = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                target._answer(self)

            do_POST = do_GET

            def log_message(self, *args: object) -> None:
                pass

        self._server = QuietServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if certificate:
            self._server.socket = server_context(certificate).wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        if headers.get("upgrade"):
            return self._echo(request)
        status, body = 200, json.dumps({"target": self.name, "path": request.path, "headers": headers})
        if request.path == "/health":
            self.checks.append(headers)
            status = self.health
        elif request.path == "/cut":
            request.close_connection = True
            return None
        else:
            self.answered += 1
        if request.path == "/slow":
            time.sleep(1)
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body.encode())
        return None

    def _echo(self, request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        request.send_response(101)
        request.send_header("Upgrade", "websocket")
        request.send_header("Connection", "Upgrade")
        request.send_header("Sec-WebSocket-Accept", accepted(request.headers["Sec-WebSocket-Key"]))
        request.end_headers()
        while data := request.connection.recv(1024):
            request.connection.sendall(data)


def accepted(key: str) -> str:
    """RFC 6455, section 4.2.2."""
    return base64.b64encode(hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()).decode()


def server_context(certificate: tuple[str, str]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        chain, key = pathlib.Path(folder, "chain.pem"), pathlib.Path(folder, "key.pem")
        chain.write_text(certificate[0])
        key.write_text(certificate[1])
        context.load_cert_chain(chain, key)
    return context
