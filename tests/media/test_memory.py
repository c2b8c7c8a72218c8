"""Many large pictures at once do not take more memory than a small server has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.media.domain import samples

# In the whole application, three owners at once. The high-water mark is of the process itself.
MEASURE = """
import re, sys, threading
from pathlib import Path
from cardshop.media import operations
from tests.support.apps import build
build(f"sqlite:///{sys.argv[1]}/test.db", Path(sys.argv[1]))
data = sys.stdin.buffer.read()
senders = [threading.Thread(target=operations.prepare, args=(data,)) for _ in range(3)]
for sender in senders: sender.start()
for sender in senders: sender.join()
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell memory in other ways")
@pytest.mark.parametrize(
    "sent",
    [
        samples.picture((2_500, 19_900), "PNG", mode="LA"),
        samples.picture((8_000, 6_250), progressive=True, subsampling=0),
        samples.picture((4_470, 4_470), "WEBP", method=0),
    ],
    ids=["png", "jpeg", "webp"],
)
def test_three_of_the_largest_pictures_at_once_take_less_than_512_mb(
    sent: bytes, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path)], input=sent, stdout=-1, check=True
    )

    assert int(done.stdout) / 1024 < 512
