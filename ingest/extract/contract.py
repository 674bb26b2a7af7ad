"""The words of the published contract: what cannot be said in them is no fact, whatever a reader made of it.

The marts refuse any other word (`dbt_project/models/marts/marts.yml`, whose checks a test compares with these), and one
refused row would stop the load of every county. So a document's findings pass here last.
"""

from __future__ import annotations

from ingest.extract.found import TOTAL, Amount, Disposition, Findings, Frame, Rate, Subject

CLASSIFICATIONS = frozenset((
    "total", "expenditure_type", "basic_component", "function", "economic", "three_public", "operating_cost",
    "procurement", "use", "project", "supplementary",
))  # fmt: skip
FUNDS = frozenset((
    "all", "fiscal", "other", "general_public_budget", "government_fund", "state_capital", "local",
    "superior_transfer",
))  # fmt: skip
BUDGET_STAGES = frozenset(("initial", "adjusted", "approved", "received"))
REVENUE_STAGES = frozenset(("initial", "adjusted", "executed"))
REVENUE_SOURCES = frozenset((
    "total", "general_public_budget", "government_fund", "state_capital", "superior_subsidy", "institution_income",
    "business_income", "affiliate_remittance", "other", "opening_carryover", "grand_total", "fiscal", "use_of_surplus",
))  # fmt: skip
RATE_KINDS = frozenset(("received", "execution", "use_of_received", "share", "year_on_year"))


def keep_to_contract(found: Findings) -> None:
    """Take back the amounts and rates that the contract has no words for, in place; their figures say why."""
    amounts = [amount for amount in found.amounts if not _holds_amount(amount)]
    rates = [rate for rate in found.rates if not _holds_rate(rate)]
    if amounts:
        found.amounts[:] = [amount for amount in found.amounts if _holds_amount(amount)]
        _explain(found, amounts, "amount outside the contract")
    if rates:
        found.rates[:] = [rate for rate in found.rates if _holds_rate(rate)]
        _explain(found, rates, "rate outside the contract")


def _explain(found: Findings, gone: list[Amount] | list[Rate], reason: str) -> None:
    """A figure that other facts rest on stays a fact."""
    kept = {amount.mark for amount in found.amounts} | {rate.mark for rate in found.rates}
    for fact in gone:
        if fact.mark not in kept:
            found.dispositions[fact.mark] = Disposition("context", reason, (fact.frame.subject or TOTAL).name)


def _holds_amount(amount: Amount) -> bool:
    frame = amount.frame
    subject = frame.subject or TOTAL
    if frame.measure in ("budget", "spending"):
        staged = frame.measure == "spending" or frame.stage in BUDGET_STAGES
        return staged and subject.classification in CLASSIFICATIONS and _holds_fund(frame)
    if frame.measure == "revenue":
        return frame.stage in REVENUE_STAGES and subject.code in REVENUE_SOURCES
    return True  # balances and changes have tables of their own, open to any word


def _holds_rate(rate: Rate) -> bool:
    subject = rate.frame.subject or TOTAL
    return (
        rate.kind in RATE_KINDS
        and (subject.classification in CLASSIFICATIONS or _is_source(rate.frame, subject))
        and _holds_fund(rate.frame)
        and (not rate.basis or rate.basis in BUDGET_STAGES)
        and not (rate.kind == "execution" and rate.frame.key == rate.denominator.key)  # a budget spends nothing yet
    )


def _is_source(frame: Frame, subject: Subject) -> bool:
    """财政拨款收入…，完成年初预算的 70%: income is of a source or of all; of 财政拨款 together it has no place."""
    return subject.classification == "revenue" and subject.code in REVENUE_SOURCES and frame.fund in ("", "all")


def _holds_fund(frame: Frame) -> bool:
    return not frame.fund or frame.fund in FUNDS
