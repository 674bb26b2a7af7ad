"""What a changed fact is about, in Chinese: `quality.release_change.subject` is in the codes of the contract."""

from __future__ import annotations

from itertools import groupby

from orchestration.review.words import Words

#: Domains of the codes that may stand before the classification.
_BEFORE = ("rate_kind", "stage", "revenue", "statistic")
#: Facts that have no classification.
_UNCLASSIFIED = ("fct_revenue", "fct_statistic", "fct_indicator")


def change_name(fact_table: str, subject: str | None, measure: str, words: Words) -> str:
    """Return what was changed: the table, the item in the words of the pages, and which of an indicator's values.

    What no word is known for, such as a printed name, stands as it is; of all funds together nothing is said.

    >>> words = {("table", "budget"): "预算", ("stage", "adjusted"): "调整预算",
    ...          ("classification", "expenditure_type"): "支出性质", ("expenditure_type", "basic"): "基本支出",
    ...          ("funding_source", "fiscal"): "财政拨款"}
    >>> change_name("fct_budget", "adjusted expenditure_type basic fiscal", "amount_yuan", words)
    '预算 调整预算 基本支出 财政拨款'
    """
    said = [words.get(("table", fact_table.removeprefix("fct_")), "")]
    codes = iter((subject or "").split(" "))
    if fact_table == "fct_change":
        # Named like a classification, and none.
        said.append(words.get(("measure", of := next(codes)), of))
    for code in codes:
        if fact_table not in _UNCLASSIFIED and ("classification", code) in words:
            item = next(codes, "")
            # A printed name or a number does not say what it is a part of.
            said.append(words.get((code, item)) or f"{words['classification', code]} {item}")
            said += ["" if rest == "all" else words.get(("funding_source", rest), rest) for rest in codes]
        else:
            said.append(next((words[domain, code] for domain in _BEFORE if (domain, code) in words), code))
    said.append(words.get(("role", measure.removesuffix("_pct")), ""))
    return " ".join(word for word, _ in groupby(filter(None, said)))
