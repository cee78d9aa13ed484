"""settings.md: what may be set in each part of [settings], from the parameters of the steps."""

from __future__ import annotations

from reference.markdown import first_line, section
from reference.markdown import page as whole_page
from reference.models import fields_table
from vedette.parameters import SECTIONS, settable

_INTRO = """\
Every parameter of the detectors and of the judgement, with its default, its unit and where the number comes from. A case
sets only what differs, in its `case.toml`:

```toml
[settings.visits]
stop_kn = 0.3
```

A key that no step has, or a value out of bounds, is refused with its line. Numbers of the
[likelihood table](likelihoods.md) are set under `[settings.likelihoods.<rule>]`."""


def page() -> str:
    """The page."""
    return whole_page("Settings", _INTRO, *(_part(name) for name in SECTIONS))


def _part(name: str) -> str:
    model, _ = SECTIONS[name]
    return section(f"[settings.{name}]", first_line(model.__doc__), fields_table(settable(name), with_units=True))
