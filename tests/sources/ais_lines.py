"""Lines of AIS logs for tests: sentences made of bits, and logs as they come, good and bad, from a seed."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from functools import reduce
from operator import xor

ALPHABET = bytes(range(48, 88)) + bytes(range(96, 120))
LETTERS_OF = {1: 28, 2: 28, 3: 28, 4: 28, 5: 71, 9: 28, 11: 28, 18: 28, 19: 52, 24: 28, 27: 16}


def checked(body: bytes) -> bytes:
    """Bytes that begin with a mark, with their checksum."""
    return body + b"*%02X" % reduce(xor, body[1:], 0)


def sentence(payload: bytes, fill: int = 0, parts: int = 1, part: int = 1, sequence: str = "", channel: str = "A") -> bytes:
    """An AIS sentence."""
    return checked(b"!AIVDM,%d,%d,%s,%s,%s,%d" % (parts, part, sequence.encode(), channel.encode(), payload, fill))


def tagged(line: bytes, tags: bytes) -> bytes:
    """A sentence behind a tag block."""
    return checked(b"\\" + tags) + b"\\" + line


def letters(*fields: tuple[int, int]) -> bytes:
    """The payload of numbers with their widths, filled to whole letters with zeros."""
    bits = "".join(f"{value & ((1 << width) - 1):0{width}b}" for value, width in fields)
    bits += "0" * (-len(bits) % 6)
    values = [int(bits[i : i + 6], 2) for i in range(0, len(bits), 6)]
    return bytes(v + 48 if v < 40 else v + 56 for v in values)


class Maker:
    """Lines as they come, good and bad, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def payload(self) -> bytes:
        kind = self.random.choice([*LETTERS_OF, *range(30)])
        n_letters = LETTERS_OF.get(kind, 28) + self.random.choice([0, 0, 0, 0, 1, -1, -3, -20])
        rest = bytes(self.random.choices(ALPHABET, k=max(n_letters - 1, 0)))
        if self.random.random() < 0.5:  # a sender who has been heard before
            rest = b"0`KlK" + rest[5:]
        if self.random.random() < 0.05:
            rest = bytes(self.random.choices(range(33, 127), k=len(rest))).replace(b",", b"0").replace(b"*", b"0")
        return bytes([ALPHABET[kind]]) + rest

    def message(self) -> list[bytes]:
        payload, fill = self.payload(), self.random.choice([0, 0, 2, 3, 5])
        n_parts = self.random.choice([1, 1, 1, 2, 2, 3])
        if len(payload) < 2 * n_parts:  # of a first part of one letter, pyais takes the filling away, though more letters follow
            n_parts = 1
        if n_parts == 1:
            return [sentence(payload, fill, channel=self.random.choice("AB"))]
        cut = -(-len(payload) // n_parts)
        sequence = self.random.choice(["", *"01234"])
        pieces = [payload[i * cut : (i + 1) * cut] for i in range(n_parts)]
        lines = [sentence(p, fill, n_parts, i + 1, sequence) for i, p in enumerate(pieces)]
        chance = self.random.random()
        if chance < 0.1:
            self.random.shuffle(lines)
        elif chance < 0.2:
            del lines[self.random.randrange(len(lines))]
        elif chance < 0.3:
            lines.insert(0, self.random.choice(lines))
        elif chance < 0.35:
            lines.append(sentence(payload[:5], 0, self.random.randrange(10), self.random.randrange(10), sequence))
        return lines

    def dressed(self, line: bytes, now_s: int) -> bytes:
        """A line behind what receivers put before or behind it; sometimes damaged."""
        how = self.random.random()
        if how < 0.4:
            station = self.random.choice([b"a", b"b", b""])
            line = tagged(line, b"s:%s,c:%d" % (station, now_s + self.random.randrange(30)))
        elif how < 0.45:
            line = tagged(
                line, self.random.choice([b"c:%d250" % now_s, b"c:%d.125" % now_s, b"c:", b"c: 12", b"x", b"s:\xe9,c:5"])
            )
        elif how < 0.6:
            line += self.random.choice([b",rNDBC1,%d", b",s25,d-08,bX,%d", b",%d.5", b",r,%dx"]) % now_s
        elif how < 0.7:
            time = datetime.fromtimestamp(now_s, UTC)
            clock = f"{time.year},{time.month},{time.day},{time.hour},{time.minute},{time.second},{self.random.randrange(1100)}"
            line = checked(f"$PGHP,1,{clock},231,45,2,1,{line[-2:].decode()}".encode("utf-8", "replace")) + b"\n" + line
        if self.random.random() < 0.06:
            at = self.random.randrange(len(line))
            line = line[:at] + self.random.choice([b"", b"\xff", b",", b" ", b"*", b"\\"]) + line[at + 1 :]
        return line + self.random.choice([b"", b"", b"\r", b"  "])

    def lines(self, n_messages: int) -> list[bytes]:
        found: list[bytes] = []
        for k in range(n_messages):
            parts = [self.dressed(line, 1_734_852_600 + k) for line in self.message()]
            if found and self.random.random() < 0.2:  # another message between the parts
                parts.insert(self.random.randrange(len(parts) + 1), found[-1])
            found += parts
            if self.random.random() < 0.03:
                found += self.random.choice(
                    [[b""], [b"# note"], [sentence(b"")], [checked(b"$GPGGA,1")], [b"$GPVDM*00"], [b"  \t"], [b"x" * 1500]]
                )
        return found
