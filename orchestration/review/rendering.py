"""Pages out of templates: what a template may use. All text is escaped by Jinja, which `tests` see to in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from orchestration.review import charts, operands
from orchestration.review.changes import change_name
from orchestration.review.words import REMARKS, Words, day, gap, number, sided, wan

FOLDER = Path(__file__).parent / "templates"
#: Nothing is loaded from elsewhere and no text on a page can run. `file:` is what `'self'` means for a page opened from
#: the file system in browsers that give such pages no origin.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "base-uri 'none'; form-action 'none'"
)


class Renderer:
    """Renders the templates of one site."""

    def __init__(self, words: Words, has_data_docs: bool) -> None:
        def word(code: object, domain: str) -> str:
            return words.get((domain, str(code)), str(code))

        self._environment = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        self._environment.filters |= {"wan": wan, "number": number, "sided": sided, "gap": gap, "day": day,
                                      "word": word}  # fmt: skip
        self._environment.globals |= {
            "policy": POLICY,
            "vega": charts.vega_name(),
            "has_data_docs": has_data_docs,
            "item_name": lambda fact: operands.item_name(fact, words),
            "measure_name": lambda fact: operands.measure_name(fact, words),
            "change_name": lambda one: change_name(one.fact_table, one.subject, one.measure, words),
            "remarks": REMARKS,
            "severities": ("critical", "warning", "info"),
        }

    def page(self, template: str, name: str, **content: Any) -> str:
        """Return the page `name` (its path below the site's root) made of `template`."""
        root = "../" * name.count("/")
        return self._environment.get_template(f"{template}.html.j2").render(root=root, name=name, **content)
