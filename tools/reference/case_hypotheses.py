"""case-hypotheses.md: what the movements of a case may fit, and what each kind of observation says, from its table."""

from __future__ import annotations

from reference.markdown import code, one_line, section, table
from reference.markdown import page as whole_page
from vedette.assessment.whole_case.case_params import CaseHypothesis, Signal, read_case_table

_INTRO = """\
What a case's ships, and what its aircraft did, is held against a few explanations that exclude each other. A case asks for it
by naming its bases:

```toml
[case.bases]
actor = "Russia"
old = ["country:SY"]      # the bases that are said to be left
new = ["country:LY"]      # the bases that are said to take their place
home = ["country:RU"]     # where the assets come from
```

Each sighting or event gives one signal at most. Its row holds P(signal | explanation) up to a constant, so that only the
proportions within a row count. How certain it is, the grade of its source and how it was observed are exponents; the second
signal of a kind counts half, the third a quarter, whoever tells it. Of looks at the old base only those of the latest day
count. [Methods](../methods.md) says more. The numbers are judgement and have not been fitted."""


def page() -> str:
    """The page."""
    shipped = read_case_table()
    names = [h.id for h in shipped.hypothesis]
    rows = [(code(s.id), s.says, *(f"{s.p[name]:g}" for name in names)) for s in shipped.signal]
    return whole_page(
        "What movements fit",
        _INTRO,
        section("Explanations", table(("id", "fits", "prior", "why"), (_hypothesis(h) for h in shipped.hypothesis))),
        section(f"Signals, version {shipped.version}", table(("signal", "what an asset did", *names), rows)),
        section("Why these numbers", table(("signal", "why", "source"), (_reason(s) for s in shipped.signal))),
        section("How it was observed", table(("how", "exponent"), ((code(how), f"{x:g}") for how, x in shipped.how.items()))),
    )


def _hypothesis(h: CaseHypothesis) -> tuple[str, str, str, str]:
    return code(h.id), h.fits.format(new="the new bases"), f"{h.prior:g}", one_line(f"{h.reason} ({h.source})")


def _reason(s: Signal) -> tuple[str, str, str]:
    return code(s.id), one_line(s.reason), one_line(s.source)
