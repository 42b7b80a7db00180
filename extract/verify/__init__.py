"""Is every quotation in this draft on record? A draft and the library in, one finding for each quotation out.

`verify_draft` does the whole; `read_draft` and `render_findings` are for the command line. A finding carries its
receipt: the statement on record, verbatim, with speaker, article, outlet, date and id. Nothing is guessed: a draft
that does not name its speaker beside the quotation is not checked for the speaker.
"""

from __future__ import annotations

from extract.verify.checking import verify_draft
from extract.verify.findings import Finding, Status
from extract.verify.report import read_draft, render_findings

__all__ = ["Finding", "Status", "read_draft", "render_findings", "verify_draft"]
