from __future__ import annotations

from vedette.engine.remembered import remembered


def test_the_same_object_is_asked_about_once() -> None:
    asked: list[tuple[list[int], float]] = []

    @remembered
    def length(things: list[int], scale: float) -> float:
        asked.append((things, scale))
        return len(things) * scale

    one, other = [1, 2], [1, 2]
    assert [length(one, 2.0), length(one, 1.0 + 1.0), length(other, 2.0), length(one, 3.0), length(one, 2.0)] == [4, 4, 4, 6, 4]
    assert len(asked) == 3, "the very same list is not looked at again, an equal one is"


def test_only_the_last_answers_are_kept() -> None:
    asked: list[object] = []

    @remembered
    def note(thing: object) -> int:
        asked.append(thing)
        return len(asked)

    things = [object() for _ in range(9)]
    assert [note(thing) for thing in things] == list(range(1, 10))
    assert note(things[-1]) == 9
    assert note(things[0]) == 10
