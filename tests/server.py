"""Serves the built site as a static host does: compressed, under any path, and faulty on demand."""

import gzip
import mimetypes
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = (
    "text/",
    "application/javascript",
    "application/json",
    "application/wasm",
    "image/svg",
)
PART = 65_536
"""Bytes that are sent at once."""

TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}

FAULTS = ("error", "cut", "short", "altered", "page", "type")
"""What can go wrong with a file: a 500; a connection that breaks off; a file that ends too early; a
byte that is another; a page in its place, as some networks send to whoever has not logged in; and
the right bytes under the wrong type."""


@dataclass(frozen=True)
class Heard:
    """A request as it came in; its `target` is a whole address for a browser's proxy."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass
class Server:
    """A running server: `url` ends in a slash; `requests` are the paths asked for, in order.

    `heard` is all that it was told, of every method, and of other hosts too for a browser that has
    it as its proxy.
    `broken` holds parts of paths that get a 404 for as long as they are in it. `held` holds parts
    of paths that are answered only once they are taken out and `release` is set. `faults` says of
    parts of paths what goes wrong with them; see FAULTS. `cut` holds parts
    of paths whose answers break off half way. `pace` is how many bytes a second each answer sends;
    None for as fast as it goes. `line` is how many all answers together send a second, and `delay`
    the seconds until each begins, as on a bad line. `root` is the folder that is served; `plain`
    are the types, as they begin, that are sent as they are, whatever the browser accepts. `sent`
    counts the bytes of the bodies by path.
    """

    url: str
    root: Path
    requests: list[str] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    faults: dict[str, str] = field(default_factory=dict)
    release: threading.Event = field(default_factory=threading.Event)
    cut: set[str] = field(default_factory=set)
    pace: int | None = None
    line: int | None = None
    delay: float = 0
    plain: tuple[str, ...] = ()
    sent: Counter[str] = field(default_factory=Counter)


@contextmanager
def serve(root: Path, base: str = "/", port: int = 0) -> Iterator[Server]:  # noqa: C901 - the handler stands in it
    """Serve the folder `root` under the path `base` on a port of this machine; 0 for a free one."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def parse_request(self) -> bool:
            sound = super().parse_request()
            if sound:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = tuple(self.headers.items())
                server.heard.append(Heard(self.command, self.path, headers, body))
            return sound

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            server.requests.append(path)
            time.sleep(server.delay)
            if any(part in path for part in server.held):
                server.release.wait(60)
            inside = path.removeprefix(base) if path.startswith(base) else None
            target = None if inside is None else server.root / inside
            if target is not None and target.is_dir():
                target = target / "index.html"
            found = target is not None and target.is_file()
            fault = next((what for part, what in server.faults.items() if part in path), "")
            if found and not any(part in path for part in server.broken):
                assert target is not None
                self.answer(200, target, fault)
            else:
                self.answer(404, server.root / "404.html")

        def answer(self, status: int, target: Path, fault: str = "") -> None:
            if fault in ("error", "page"):
                status, target = (500 if fault == "error" else 200), server.root / "404.html"
            kind = TYPES.get(target.suffix) or mimetypes.guess_type(target.name)[0]
            kind = kind or "application/octet-stream"
            packed = kind.startswith(COMPRESSED) and not kind.startswith(server.plain or ("/",))
            body = content(target, packed, fault)
            self.send_response(status)
            self.send_header("Content-Type", "text/plain" if fault == "type" else kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            path = unquote(urlsplit(self.path).path)
            if fault == "cut" or any(part in path for part in server.cut):
                body, self.close_connection = body[: len(body) // 2], True
            own = Turn()
            for part in parts_of(body, server.pace or server.line):
                own.wait(len(part), server.pace)
                every.wait(len(part), server.line)
                self.wfile.write(part)
                server.sent[path] += len(part)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # a browser that hangs up on a file is nothing to report

    every = Turn()
    httpd = Quiet(("127.0.0.1", port), Handler)
    server = Server(f"http://localhost:{httpd.server_port}{base}", root)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.release.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join()


class Turn:
    """Shares a line: answers that are sent at once take turns, and each waits until it is its."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free = 0.0

    def wait(self, count: int, rate: int | None) -> None:
        """Wait until so many bytes are through, at so many a second; not at all with no rate."""
        if not rate:
            return
        with self._lock:
            self._free = max(self._free, time.monotonic()) + count / rate
            until = self._free
        time.sleep(max(0, until - time.monotonic()))


def parts_of(body: bytes, pace: int | None) -> Iterator[bytes]:
    """Yield a body in parts: as large as they go, or what is sent in 20 ms at so many a second."""
    step = max(1, pace // 50) if pace else PART
    for start in range(0, len(body), step):
        yield body[start : start + step]


@lru_cache(maxsize=256)
def content(path: Path, compressed: bool, fault: str = "") -> bytes:
    """Return the bytes to send for a file; the site does not change while it is served."""
    data = path.read_bytes()
    if fault == "short":
        data = data[: len(data) // 2]
    elif fault == "altered":
        middle = len(data) // 2
        data = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    return gzip.compress(data, 6, mtime=0) if compressed else data
