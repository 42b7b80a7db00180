"""Models loaded once a test session, as they take seconds; hypothesis without deadlines, as machines are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language

    from extract.annotate.annotator import Annotator

settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def nlp() -> Language:
    from extract.annotate.pipeline import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    from extract.annotate.annotator import Annotator

    return Annotator()
