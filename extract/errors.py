"""The one tree of errors a user may meet: what is wrong, and what to do about it."""

from __future__ import annotations


class OnrecordError(Exception):
    """Something a person can understand and mend.

    `title` says what is wrong and where, in one line; `hint` says what to do next. Anything else that is raised is a
    defect of onrecord.
    """

    def __init__(self, title: str, *, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title}\n  {self.hint}" if self.hint else self.title


class UsageError(OnrecordError):
    """The call itself is wrong; the command line ends with status 2."""


class InputError(OnrecordError):
    """A source cannot be read as an article."""


class ModelError(OnrecordError):
    """A model file or language pipeline is missing, damaged or not what it says it is."""


class LibraryError(OnrecordError):
    """The library file cannot be opened, read or written."""


class NotFoundError(OnrecordError):
    """An article, quote, person or other object that was asked for is not in the library."""


class ExportError(OnrecordError):
    """A note or another export cannot be written; what stood there before is whole."""


class SettingsError(OnrecordError):
    """The settings file is wrong; the title names file and key."""
