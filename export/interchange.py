"""The map as `reisgids/1` JSON."""

from __future__ import annotations

import json
import math
from typing import Any

from export.findings import describe, sourced
from journey.model import Finding, JourneyMap


def write(journey: JourneyMap, language: str) -> bytes:
    """The map with its findings in words. Numbers that are no numbers (not finite) are left out: JSON has none."""
    data = _finite(journey.dump())
    data["analysis"]["findings"] = [_finding(journey, finding, language) for finding in sourced(journey)]
    return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8", "replace")


def _finding(journey: JourneyMap, finding: Finding, language: str) -> dict[str, Any]:
    return {**finding.model_dump(mode="json"), "text": describe(journey, finding, language)}


def _finite(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: None if _is_odd(value) else _finite(value) for key, value in data.items()}
    return [_finite(value) for value in data] if isinstance(data, list) else data


def _is_odd(data: Any) -> bool:
    value = data.get("value") if isinstance(data, dict) else None
    return isinstance(value, float) and not math.isfinite(value)
