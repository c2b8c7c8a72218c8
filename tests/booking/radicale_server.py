"""A real CalDAV server in a process of its own: Radicale, with one user."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import requests
from requests.auth import HTTPBasicAuth

from tests.support import servers

USER, PASSWORD = "amina", "pässwörd: 1"
_CALENDAR = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>
<D:displayname>{name}</D:displayname><C:supported-calendar-component-set><C:comp name="{kind}"/>
</C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>"""


@dataclass(frozen=True)
class Radicale:
    """A running server."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(
        self, method: str, path: str, body: bytes | str = b"", **headers: str
    ) -> requests.Response:
        """One request as its user; names of headers with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body.encode() if isinstance(body, str) else body
        signed = HTTPBasicAuth(USER.encode(), PASSWORD.encode())
        return requests.request(
            method, f"{self.url}{path}", data=data, headers=named, auth=signed, timeout=10
        )

    def calendar(self, name: str, kind: str = "VEVENT") -> str:
        """An empty calendar; where it is."""
        path = f"/{USER}/{name}/"
        made = self.send("MKCALENDAR", path, _CALENDAR.format(name=name, kind=kind))
        assert made.status_code == 201, made.text
        return path

    def put(self, path: str, file: bytes, **headers: str) -> requests.Response:
        """Store a file, as calendar programs do."""
        return self.send("PUT", path, file, Content_Type="text/calendar; charset=utf-8", **headers)

    def clear(self) -> None:
        """Forget everything."""
        self.send("DELETE", f"/{USER}/")


@contextlib.contextmanager
def radicale(home: Path) -> Iterator[Radicale]:
    """The server, ended at the end."""
    port = servers.free_port()
    (home / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    config = home / "config"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n"
        f"[auth]\ntype = htpasswd\nhtpasswd_filename = {home / 'users'}\n"
        "htpasswd_encryption = plain\ndelay = 0\n"
        f"[storage]\nfilesystem_folder = {home / 'calendars'}\n"
        "[logging]\nlevel = error\n",
        encoding="utf-8",
    )
    program = [sys.executable, "-m", "radicale", "--config", str(config)]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(program, stdout=log, stderr=log)
    try:
        servers.wait_until(lambda: _answers(port))
        yield Radicale(port)
    finally:
        servers.stop(server)


def _answers(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 1):
        return True
