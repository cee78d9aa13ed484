"""Files of AIS sentences for the benchmark: what a busy coast sends, from a seed.

Messages are made of bits in whole columns: position reports of both classes, base stations, names, binary messages, and static
messages in two sentences, each line behind a tag block with station and time.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint8]
_SINGLE_TYPES, _SHARES = (1, 3, 18, 4, 24, 8), (0.55, 0.2, 0.14, 0.03, 0.04, 0.04)
_STATIC_SHARE = 0.06  # of messages; each has two lines
_N_SHIPS = 5_000
_START_S = 1_734_852_600
_STRETCH, _SECONDS_A_STRETCH = 100_000, 500  # lines made at once, and the time that they take
_HEX = np.frombuffer(b"0123456789ABCDEF", np.uint8)


def write_sentences(path: Path, n_lines: int, seed: int) -> int:
    """Write about so many lines; how many."""
    random = np.random.default_rng(seed)
    n_static = int(n_lines * _STATIC_SHARE / (1 + _STATIC_SHARE))
    n_single = n_lines - 2 * n_static
    with path.open("wb") as file:
        n_written, n_stretches = 0, -(-n_lines // _STRETCH)
        for k in range(n_stretches):
            now_s = _START_S + k * _SECONDS_A_STRETCH
            singles = _singles(random, n_single // n_stretches, now_s)
            statics = _statics(random, n_static // n_stretches, now_s)
            lines = singles + statics
            file.write(b"".join(lines[i] for i in random.permutation(len(lines))))
            n_written += len(singles) + 2 * len(statics)
    return n_written


def _singles(random: np.random.Generator, n: int, now_s: int) -> list[bytes]:
    bits = random.integers(0, 2, (n, 168), np.uint8)
    kinds = random.choice(_SINGLE_TYPES, n, p=_SHARES)
    _put(bits, 0, 6, kinds)
    _put(bits, 8, 30, 200_000_000 + random.integers(0, _N_SHIPS, n))
    place = np.select([kinds == 18, kinds == 4], [57, 79], 61)
    for first in (57, 61, 79):
        own = place == first
        part = bits[own]
        _put(part, first, 28, random.integers(-180 * 600_000, 180 * 600_000, len(part)))
        _put(part, first + 28, 27, random.integers(-80 * 600_000, 80 * 600_000, len(part)))
        bits[own] = part
    names = kinds == 24
    bits[names] = _text_bits(random, int(names.sum()), bits[names], 40, 20)
    part = bits[names]
    _put(part, 38, 2, np.zeros(len(part), np.int64))
    bits[names] = part
    return _lines([_sentence(_letters(bits), b"!AIVDM,1,1,,A,", b",0")], random, now_s)


def _statics(random: np.random.Generator, n: int, now_s: int) -> list[bytes]:
    bits = np.zeros((n, 426), np.uint8)  # 424 and two of filling
    ship = random.integers(0, _N_SHIPS, n)
    _put(bits, 0, 6, np.full(n, 5))
    _put(bits, 8, 30, 200_000_000 + ship)
    _put(bits, 40, 30, 9_000_000 + ship)
    for first, n_letters in ((70, 7), (112, 20), (302, 20)):
        bits = _text_bits(np.random.default_rng(first), n, bits, first, n_letters, ship)
    _put(bits, 232, 8, 60 + ship % 30)
    _put(bits, 240, 9, 20 + ship % 200)
    _put(bits, 249, 9, 5 + ship % 50)
    letters = _letters(bits)
    digit = np.frombuffer(b"0123456789", np.uint8)[random.integers(0, 10, n)]
    both = []
    for part, own, fill in ((1, letters[:, :56], b",0"), (2, letters[:, 56:], b",2")):
        head = np.frombuffer(b"!AIVDM,2,%d,0,A," % part, np.uint8).copy()
        heads = np.tile(head, (n, 1))
        heads[:, 11] = digit
        both.append(_sentence(own, heads, fill))
    return _lines(both, random, now_s)


def _put(bits: Bits, first: int, width: int, values: npt.NDArray[np.int64]) -> None:
    for i in range(width):
        bits[:, first + i] = (values >> (width - 1 - i)) & 1


def _text_bits(
    random: np.random.Generator, n: int, bits: Bits, first: int, n_letters: int, of: npt.NDArray[np.int64] | None = None
) -> Bits:
    """Names of capital letters, one for each ship where `of` says which ships they are."""
    names = random.integers(1, 27, (_N_SHIPS, n_letters))
    chosen = names[random.integers(0, _N_SHIPS, n) if of is None else of]
    for k in range(n_letters):
        _put(bits, first + 6 * k, 6, chosen[:, k])
    return bits


def _letters(bits: Bits) -> Bits:
    values = bits.reshape(len(bits), -1, 6) @ np.array([32, 16, 8, 4, 2, 1], np.uint8)
    return np.where(values < 40, values + 48, values + 56).astype(np.uint8)


def _sentence(letters: Bits, head: bytes | Bits, tail: bytes) -> Bits:
    n = len(letters)
    heads = np.tile(np.frombuffer(head, np.uint8), (n, 1)) if isinstance(head, bytes) else head
    body = np.concatenate([heads, letters, np.tile(np.frombuffer(tail, np.uint8), (n, 1))], axis=1)
    return _checked(body, 1)


def _checked(body: Bits, first: int) -> Bits:
    """The bytes with their checksum, which counts from `first` on."""
    found = np.bitwise_xor.reduce(body[:, first:], axis=1)
    star = np.full((len(body), 1), ord("*"), np.uint8)
    return np.concatenate([body, star, _HEX[found >> 4][:, None], _HEX[found & 15][:, None]], axis=1)


def _lines(sentences: list[Bits], random: np.random.Generator, now_s: int) -> list[bytes]:
    """Each row of sentences behind tag blocks of one station and time, as bytes."""
    n = len(sentences[0])
    stations, seconds = random.integers(2_573_000, 2_573_040, n), now_s + random.integers(0, _SECONDS_A_STRETCH, n)
    text = "".join(f"s:{s},c:{t}" for s, t in zip(stations.tolist(), seconds.tolist(), strict=True)).encode()
    tags = _checked(np.frombuffer(text, np.uint8).reshape(n, -1), 0)
    slash, newline = np.full((n, 1), ord("\\"), np.uint8), np.full((n, 1), ord("\n"), np.uint8)
    whole = np.concatenate([part for s in sentences for part in (slash, tags, slash, s, newline)], axis=1)
    return np.ascontiguousarray(whole).view(f"V{whole.shape[1]}").reshape(-1).tolist()
