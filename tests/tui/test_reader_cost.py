"""What a key may cost, counted rather than timed: lines painted, rows rewritten."""

from __future__ import annotations

import time

import pytest

from tests.tui.conftest import Opened
from tests.tui.made import long_article, short_article
from tui.widgets.page_view import PageView
from tui.widgets.panel import RowList


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the list of lines painted since, filled as they are."""
    lines: list[int] = []
    original = PageView._painted

    def counting(self: PageView, y: int) -> object:
        lines.append(y)
        return original(self, y)

    monkeypatch.setattr(PageView, "_painted", counting)
    return lines


async def test_a_decision_repaints_the_lines_it_touches_only(opened: Opened, painted: list[int]) -> None:
    async with opened(long_article(20_000)) as (pilot, _):
        await pilot.press("n", "n")
        await pilot.pause()
        painted.clear()
        await pilot.press("a")
        await pilot.pause()
        assert 0 < len(set(painted)) <= 20, sorted(set(painted))


async def test_scrolling_a_line_paints_a_line(opened: Opened, painted: list[int]) -> None:
    async with opened(long_article(20_000)) as (pilot, screen):
        await pilot.press("j")
        await pilot.pause()
        painted.clear()
        await pilot.press("j", "j", "j")
        await pilot.pause()
        assert len(painted) <= 4
        assert screen.article.scroll_offset.y == 4


async def test_a_decision_rewrites_the_rows_it_touches_only(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten: list[int] = []
    original = RowList.replace_option_prompt_at_index

    def counting(self: RowList, index: int, prompt: object) -> object:
        rewritten.append(index)
        return original(self, index, prompt)  # pyright: ignore

    monkeypatch.setattr(RowList, "replace_option_prompt_at_index", counting)
    async with opened(long_article(20_000)) as (pilot, _):
        await pilot.press("n", "a")
        await pilot.pause()
        assert rewritten == [0]


async def test_restyling_costs_the_same_in_a_long_article(opened: Opened) -> None:
    """CPU of moving the selection in a long article against a short one, the best of a few: machines are busy."""

    async def cost(words: int) -> float:
        async with opened(long_article(words, seed=words)) as (_, screen):
            items = screen.panel.items[:20]
            best = float("inf")
            for _ in range(3):
                start = time.process_time()
                for item in items:
                    screen.article.select(item, reveal=False)
                best = min(best, time.process_time() - start)
            return best / len(items)

    short, long = await cost(3_000), await cost(30_000)
    assert long < 0.010
    assert long < 5 * short + 0.002


async def test_a_decision_costs_less_than_ten_milliseconds(opened: Opened) -> None:
    """CPU of taking a decision over into every pane, the library's refresh included; the best of a few."""
    async with opened(long_article(30_000)) as (pilot, screen):
        await pilot.press("n")
        costs = []
        for item in screen.panel.items[:8]:
            done = screen.library.review.accept(item.id)
            start = time.process_time()
            screen.renew(done.changed)
            costs.append(time.process_time() - start)
            await pilot.pause()
        assert min(costs) < 0.010


async def test_long_lists_are_listed_in_portions_and_still_walked_to_the_end(opened: Opened) -> None:
    async with opened(long_article(20_000)) as (pilot, screen):
        assert screen.panel.list.option_count < len(screen.panel.items)
        await pilot.press("N")
        await pilot.press("N")
        assert screen.panel.highlighted == screen.selected == screen.panel.items[-2]


async def test_the_mouse_selects_a_mark_and_opens_its_panel(opened: Opened) -> None:
    async with opened(short_article()) as (pilot, screen):
        article = screen.article
        y = article.index.line_of(article.text.index("Tobias Brandt")) - article.scroll_offset.y
        x = article._cell_at(y, article.text.index("Tobias Brandt")) + 2
        await pilot.click(article, offset=(x, y))
        assert screen.selected is not None and screen.selected.kind == "person"
        assert screen.panel.TITLE == "People"


async def test_a_selection_by_mouse_becomes_one_to_add(opened: Opened) -> None:
    async with opened(short_article()) as (pilot, screen):
        article = screen.article
        start = article.text.index("Shopkeepers are angry")
        y = article.index.line_of(start)
        x = article._cell_at(y, start)
        await pilot.mouse_down(article, offset=(x, y))
        await pilot.hover(article, offset=(x + 20, y))
        await pilot.mouse_up(article, offset=(x + 20, y))
        await pilot.pause()
        assert screen.mode == "visual"
        assert article.look is not None and article.look.picked is not None
        assert article.look.picked.of(article.text) == "Shopkeepers are angry"
