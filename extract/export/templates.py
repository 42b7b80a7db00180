"""Jinja2 templates of notes and pages: bundled ones in assets/templates, and a person's own, which win.

In: a template's name and its values. Out: text. Markdown templates escape every string that is not `Md`, HTML templates
every string that is not `Markup`, so a template cannot forget to. Templates are run in Jinja's sandbox: one that was
copied from elsewhere cannot reach the machine.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from extract.errors import ExportError
from extract.export.markdown_text import block, blockquote, escaped
from extract.locations import asset, config_dir


def render(name: str, **values: Any) -> str:
    """Return the template `name` filled with `values`.

    Raises ExportError, naming file and line, where a template is broken or asks for something that is not there.
    """
    try:
        return _environment(config_dir() / "templates", name.endswith(".html")).get_template(name).render(**values)
    except jinja2.TemplateNotFound as error:
        raise ExportError(f"the template {error.name} is missing", hint="Install onrecord again.") from error
    except jinja2.TemplateSyntaxError as error:
        raise _broken(error.filename or name, f"line {error.lineno}: {error.message}") from error
    except (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise _broken(*_where(error, name)) from error


def _broken(place: str, trouble: str) -> ExportError:
    return ExportError(
        f"the template {place} does not work: {trouble}",
        hint="Mend it, or delete it: the bundled template is used then.",
    )


def _where(error: Exception, name: str) -> tuple[str, str]:
    """Find the line of the template in the traceback, where Jinja puts it."""
    place, line, step = name, 0, error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if Path(file).name == name:
            place, line = file, step.tb_lineno
        step = step.tb_next
    return place, f"line {line}: {error}"


@lru_cache(maxsize=8)
def _environment(own: Path, html: bool) -> jinja2.Environment:
    found = jinja2.ChoiceLoader([jinja2.FileSystemLoader(own), jinja2.FileSystemLoader(asset("templates"))])
    env = ImmutableSandboxedEnvironment(
        loader=found,
        autoescape=html,
        finalize=None if html else escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters |= {"block": block, "blockquote": blockquote}
    return env
