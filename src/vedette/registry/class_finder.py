"""Which class does a noun phrase name?

In: the classes and a phrase as a text has it ("two Il-76 cargo planes"). Out: the class, or None. An English head stands
last, so the longest ending that is a class word decides; words before it may only make the class narrower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vedette.registry.classes import AssetClass
from vedette.registry.indices import index_classes
from vedette.registry.names import normalise_class_word, singular


class ClassFinder:
    """The class words of a tree of classes, by language; None stands for all languages together."""

    def __init__(self, classes: Mapping[str, AssetClass]) -> None:
        self._classes = classes
        languages = {language for c in classes.values() for language in c.words}
        self._words = {language: index_classes(classes.values(), language) for language in (None, *sorted(languages))}

    def words(self, language: str | None = None) -> Mapping[str, str]:
        """Normalised word -> class code, of one language or all; empty for a language that has none."""
        return self._words.get(language, {})

    def find(self, text: str, language: str | None = None) -> AssetClass | None:
        """The class that a phrase names, words of the given language before those of the others; None where it names none."""
        words = normalise_class_word(text).split()
        head, start = self._last(words, language)
        if head is None:
            return None
        closer, _ = self._last(words[:start], language)
        return closer if closer is not None and self.is_within(closer.code, head.code) else head

    def is_within(self, code: str, ancestor: str) -> bool:
        """Is a class the ancestor itself or below it? An unknown code is below nothing."""
        current = self._classes.get(code)
        while current is not None:
            if current.code == ancestor:
                return True
            current = self._classes.get(current.parent or "")
        return False

    def _last(self, words: Sequence[str], language: str | None) -> tuple[AssetClass | None, int]:
        """The class of the longest ending of some words, and where it begins; None where no ending is a class word."""
        for start in range(len(words)):
            phrase = words[start:]
            for form in (" ".join(phrase), " ".join([*phrase[:-1], singular(phrase[-1])])):
                code = self.words(language).get(form) or self._words[None].get(form)
                if code is not None:
                    return self._classes[code], start
        return None, len(words)
