"""The command line: a call becomes an opened screen or a verb's work, and a failure becomes one line and a status.

Exit status: 0 done, 1 some work failed, 2 misuse, 130 interrupted. Data goes to stdout, everything else to stderr.
Nothing heavy is imported here: a call that only opens a screen does without the verbs and the parser they need.
"""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its status."""
    from extract.errors import OnrecordError

    try:
        _run(sys.argv[1:] if arguments is None else arguments)
    except OnrecordError as error:
        from tui.commands.shared import report_error

        raise SystemExit(report_error(error)) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as defect:
        from tui.commands.shared import report_defect

        raise SystemExit(report_defect(defect)) from None


def _run(arguments: list[str]) -> None:
    from tui.opening import asked_for, open_screen

    opening = asked_for(arguments)
    if opening is not None:
        raise SystemExit(open_screen(opening))
    from tui.verbs import app

    app(args=arguments, prog_name="onrecord")


if __name__ == "__main__":
    main()
