"""Where the stance model comes from: loaded once a process, or missing with a remark, and then the frames stand alone.

In: nothing. Out: what is asked (`Question`), who can be asked (`Opinion`), and its name and hash for the provenance of
what it says. Nothing here loads what runs the model before it is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from extract.errors import ModelError

if TYPE_CHECKING:
    import numpy as np

Place = tuple[int, int]
"""Where words stand in a text, in code points."""


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence; whose view is asked, None for a speaker it does not name; names in it; what the view may be about.

    All spans are offsets in code points of the sentence.
    """

    text: str
    holder: Place | None
    names: tuple[Place, ...]
    targets: tuple[Place, ...]


class Opinion(Protocol):
    """What is needed of the model: for each thing that a question asks about, the chances of none, for and against."""

    def score(self, questions: Sequence[Question]) -> Sequence[np.ndarray]:
        """For each question [targets, 3] chances."""
        ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """The stance model; without it `remark` says why. `name` and `sha256` are for the provenance of what it says."""

    model: Opinion | None
    name: str | None = None
    sha256: str | None = None
    remark: str | None = None


@lru_cache(maxsize=1)
def load_model() -> Loaded:
    """Return the bundled model, or none with a remark where its files are missing or damaged. Loaded once a process."""
    try:
        from extract.annotate.stances.model import StanceModel  # loads onnxruntime, so only where it is used

        model = StanceModel.load()
    except (ModelError, ImportError) as error:
        return Loaded(None, remark=f"stances by the frames alone: {getattr(error, 'title', error)}")
    return Loaded(model, model.name, model.sha256)


def load_opinion() -> Opinion | None:
    """Return the bundled model, or None where it cannot be had; `load_model` says why."""
    return load_model().model
