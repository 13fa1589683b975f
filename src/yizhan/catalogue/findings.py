"""What is wrong with an item file or missing in an item: each finding with its item, field, fault and severity."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error refuses the whole file; a warning must be looked at; an info is only told."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITIES = {
    # the file
    "file-too-large": Severity.ERROR,
    "not-utf-8": Severity.ERROR,
    "file-cut": Severity.ERROR,
    "not-yaml": Severity.ERROR,
    "too-deep": Severity.ERROR,
    "too-many-nodes": Severity.ERROR,
    "recursive-alias": Severity.ERROR,
    "duplicate-key": Severity.ERROR,
    "bad-tag": Severity.ERROR,
    "not-a-list": Severity.ERROR,
    "empty-file": Severity.ERROR,
    "too-many-items": Severity.ERROR,
    # one value
    "missing": Severity.ERROR,
    "unknown-key": Severity.ERROR,
    "wrong-type": Severity.ERROR,
    "unknown-word": Severity.ERROR,
    "bad-code": Severity.ERROR,
    "bad-text": Severity.ERROR,
    "bad-value": Severity.ERROR,
    "too-long": Severity.ERROR,
    "too-many": Severity.ERROR,
    "negative-limit": Severity.ERROR,
    "limit-too-large": Severity.ERROR,
    "no-such-date": Severity.ERROR,
    "open-day-unit": Severity.ERROR,
    "bad-decision": Severity.ERROR,
    "unused-decision": Severity.WARNING,
    # one item as a whole
    "duplicate-code": Severity.ERROR,
    "unknown-question": Severity.ERROR,
    "unknown-answer": Severity.ERROR,
    "unknown-minimum": Severity.ERROR,
    "unknown-leg": Severity.ERROR,
    "legs-out-of-order": Severity.ERROR,
    "no-choices": Severity.ERROR,
    "no-deciding-step": Severity.ERROR,
    "no-deciding-leg": Severity.ERROR,
    "one-officer-survey": Severity.ERROR,
    "hearing-without-procedure": Severity.ERROR,
    "bad-schema": Severity.ERROR,
    "unknown-form-field": Severity.ERROR,
    "unknown-material": Severity.ERROR,
    "real-number-in-sample": Severity.ERROR,
    "abolished-proof": Severity.ERROR,
    "fee-without-basis": Severity.ERROR,
    # quality
    "fee-basis-missing": Severity.WARNING,
    "fee-basis-rank": Severity.WARNING,
    "fee-not-structured": Severity.WARNING,
    "fee-unsaid": Severity.WARNING,
    "basis-rank": Severity.WARNING,
    "no-legal-basis": Severity.WARNING,
    "no-statutory-limit": Severity.WARNING,
    "no-promised-limit": Severity.WARNING,
    "promise-longer": Severity.WARNING,
    "steps-differ-from-promise": Severity.WARNING,
    "stop-without-law": Severity.WARNING,
    "stop-outside-article-45": Severity.WARNING,
    "stop-unsaid": Severity.INFO,
    "hearing-without-article": Severity.WARNING,
    "hearing-ground-unsaid": Severity.INFO,
    "condition-not-structured": Severity.INFO,
    "condition-without-article": Severity.INFO,
    "copies-unsaid": Severity.WARNING,
    "display-element-missing": Severity.WARNING,
    "element-missing": Severity.INFO,
    "element-unknown": Severity.WARNING,
    "derived": Severity.INFO,
    "inferred": Severity.INFO,
    "sample": Severity.INFO,
    "gap": Severity.INFO,
    "no-form": Severity.INFO,
}
"""Every fault that the catalogue knows, in the order of the sections above."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding. `detail` is the value or the comparison that the message tells; never a personal value."""

    item: str
    field: str
    fault: str
    detail: str = ""

    @property
    def severity(self) -> Severity:
        """How grave it is: the fault alone decides."""
        return SEVERITIES[self.fault]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding refuses the file."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def worth_attention(findings: Iterable[Finding]) -> bool:
    """Whether a check fails: any error or warning."""
    return any(finding.severity is not Severity.INFO for finding in findings)
