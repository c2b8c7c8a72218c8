"""Says whether the locks still hold what pyproject.toml declares, without asking any network."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(
    r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)[^\\\n]*(\\\n(?:\s+--hash=\S+(?: \\)?\n)+)?", re.MULTILINE
)

Pins = dict[str, set[str]]


def main() -> int:
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    runtime = Path("requirements.txt").read_text()
    development = Path("requirements-dev.txt").read_text()
    declared = project["dependencies"]

    faults = [
        *_astray("requirements.txt", declared, _pins(runtime)),
        *_astray(
            "requirements-dev.txt",
            declared + project["optional-dependencies"]["dev"],
            _pins(development),
        ),
        *_different(_pins(runtime), _pins(development)),
        *_without_hash(runtime + development),
    ]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print("The locks are out of step with pyproject.toml: make lock", file=sys.stderr)
    return 1 if faults else 0


def _pins(lock: str) -> Pins:
    pins: Pins = {}
    for name, version, _hashes in PIN.findall(lock):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    return pins


def _astray(lock: str, declared: list[str], pins: Pins) -> Iterator[str]:
    """What is declared and not locked, or locked at a version that the declaration forbids."""
    for requirement in map(Requirement, declared):
        versions = pins.get(canonicalize_name(requirement.name))
        if versions is None:
            yield f"{lock}: {requirement.name} is missing"
        elif not all(requirement.specifier.contains(version) for version in versions):
            found = ", ".join(versions)
            yield f"{lock}: {requirement.name} is {found}, not {requirement.specifier}"


def _different(runtime: Pins, development: Pins) -> Iterator[str]:
    for name, versions in runtime.items():
        if development.get(name) != versions:
            yield f"requirements-dev.txt: {name} is not the version of requirements.txt"


def _without_hash(locks: str) -> Iterator[str]:
    for name, version, hashes in PIN.findall(locks):
        if not hashes:
            yield f"{name}=={version} has no hash"


if __name__ == "__main__":
    sys.exit(main())
