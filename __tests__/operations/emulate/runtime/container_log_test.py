"""What a container writes, without an engine."""

import sys
import unittest
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docker.errors import NotFound

sys.path.append(str(Path(__file__).parents[4] / "src/operations/emulate/emulator"))

from runtime import container_log  # noqa: E402


class Ended:
    """A container whose engine ends the stream after a part of what was written."""

    def __init__(self, streamed: list[bytes], written: bytes | Exception):
        self.streamed, self.written = streamed, written

    def logs(self, *, stream: bool = False, follow: bool = False) -> Any:
        if stream and follow:
            return iter(self.streamed)
        if isinstance(self.written, Exception):
            raise self.written
        return self.written


class ContainerLog(unittest.TestCase):
    def lines(self, streamed: list[bytes], written: bytes | Exception) -> list[bytes]:
        events: list[bytes] = []
        container: Any = SimpleNamespace(container=Ended(streamed, written))
        stream: Any = SimpleNamespace(put=events.extend)
        container_log.follow(container, stream).join()
        return events

    def test_lines_are_events(self) -> None:
        self.assertEqual(self.lines([b"a\nb", b"c\n\nd"], b"a\nbc\n\nd"), [b"a", b"bc", b"d"])

    def test_the_rest_is_read_where_the_stream_ends_too_soon(self) -> None:
        self.assertEqual(
            self.lines([b"start\n"], b"start\nfatal: no da\ntabase"), [b"start", b"fatal: no da", b"tabase"]
        )
        self.assertEqual(self.lines([b"start\nfat"], b"start\nfatal\n"), [b"start", b"fatal"])

    def test_a_container_that_is_removed_has_no_more(self) -> None:
        self.assertEqual(self.lines([b"start\n"], NotFound("gone")), [b"start"])

    def test_long_lines_are_several_events(self) -> None:
        line = b"x" * (container_log.LONGEST + 1)
        self.assertEqual([len(one) for one in self.lines([line], line)], [container_log.LONGEST, 1])


if __name__ == "__main__":
    unittest.main()
