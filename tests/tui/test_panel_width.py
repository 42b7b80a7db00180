"""Rows use the width of their panel, also when they come after it was shown empty."""

from __future__ import annotations

from dataclasses import replace

from extract.records import Annotations, Run
from tests.tui.conftest import Opened, until
from tests.tui.made import short_article


async def test_rows_that_come_with_the_analysis_are_as_wide_as_the_panel(opened: Opened) -> None:
    whole = short_article()
    async with opened(Annotations(whole.article, run=Run("0", "nothing yet"))) as (pilot, screen):
        screen.library.keep(replace(whole, run=Run("1", "rules")))
        screen.annotated(whole.article.id, "done", "")
        await until(pilot, lambda: screen.panel.list.option_count == len(whole.quotes))
        await pilot.pause()
        prompt = str(screen.panel.list.get_option_at_index(0).prompt)
        assert screen.panel.list.size.width > 30
        assert "direct" in prompt
