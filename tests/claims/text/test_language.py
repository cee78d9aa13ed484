from __future__ import annotations

import importlib
import json
import subprocess
import sys

from vedette.claims.text.language import MODELS, load_english

LOADED = """
import json, sys, warnings
warnings.simplefilter("ignore")
from vedette.claims.text.language import load_english
load_english()
names = sorted(name for name in sys.modules if name.split(".")[0] in ("weasel", "jinja2", "requests") or name.startswith("spacy.cli"))
import spacy
from spacy.cli.info import info
import spacy.cli
print(json.dumps([names, info.__module__, spacy.cli.__name__, hasattr(spacy.cli, "download"), spacy.info(silent=True)["spacy_version"]]))
"""


def test_spacy_is_loaded_without_its_command_line_which_is_there_when_it_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    names, module, cli, has_download, version = json.loads(done.stdout.splitlines()[-1])
    assert names == []
    assert (module, cli, has_download) == ("spacy.cli.info", "spacy.cli", True)
    assert version == importlib.import_module("spacy").__version__


def test_texts_are_cut_into_words_as_the_model_cuts_them() -> None:
    name = next(name for name in MODELS if importlib.util.find_spec(name))
    theirs, ours = importlib.import_module(name).load(exclude=["ner", "senter"]), load_english()
    rules = {word: rule for word, rule in ours.tokenizer.rules.items() if word in theirs.tokenizer.rules}  # type: ignore[union-attr]
    assert rules == theirs.tokenizer.rules
    for part in ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match"):
        of_theirs, of_ours = (getattr(getattr(model.tokenizer, part), "__self__", None) for model in (theirs, ours))
        assert of_ours == of_theirs, part
    text = "Don't cut U.S. ships, e.g. the 5,000-ton Il-76; see https://example.org/a?b=c or mail a@b.org (10km) at 8a.m."
    assert [token.text for token in ours.tokenizer(text)] == [token.text for token in theirs.tokenizer(text)]
    assert [token.text for token in ours.tokenizer("a build-up")] == ["a", "build-up"]
