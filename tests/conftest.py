"""Models that take seconds to load, loaded once a test session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from extract.annotate.annotator import Annotator


@pytest.fixture(scope="session")
def nlp() -> Language:
    from extract.annotate.pipeline import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    from extract.annotate.annotator import Annotator

    return Annotator()
