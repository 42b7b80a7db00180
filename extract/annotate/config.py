"""What a person may choose about the engines; by itself, so that naming a choice loads no engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """What a person may choose about the engines.

    `pipeline` is sm, md, lg or a spaCy package; `engine` is "model" (falls back to rules with a remark) or "rules";
    `stance_threshold` is the least confidence of a stance that is kept, None for the default set for precision.
    """

    pipeline: str = "sm"
    engine: str = "model"
    stance_threshold: float | None = None
