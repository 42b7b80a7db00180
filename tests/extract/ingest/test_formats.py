from __future__ import annotations

import subprocess
import sys

import pytest

from extract.errors import InputError
from extract.ingest import read_bytes, read_text
from extract.records import Article, article_id


def words_of(article: Article, kind: str) -> list[str]:
    return [article.text[r.start : r.end] for r in article.regions if r.kind == kind]


def test_plain_text_is_kept_verbatim_and_its_head_understood(story: str) -> None:
    text = story.replace("\n", "\r\n")
    article = read_bytes(b"\xef\xbb\xbf" + text.encode(), source="/news/ferry.txt", format="text")
    assert article.text == text
    assert article.title == "Ferry talks collapse as ministers walk out"
    assert article.byline == "Ana Whitlock and Tom Reyes"
    assert article.language == "en"
    assert article.id == article_id("/news/ferry.txt", text)
    assert article.remarks == ()


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("Published 4 May 2021, 10:15", "2021-05-04"),
        ("Updated: Sept. 3rd, 2021", "2021-09-03"),
        ("2021-05-04", "2021-05-04"),
        ("4/5/2021", None),
        ("2 hours ago", None),
        ("31 February 2021", None),
    ],
)
def test_the_date_under_a_headline_is_taken_where_it_has_one_meaning(stamp: str, published: str | None) -> None:
    article = read_text(
        f"Toll dropped\nBy Ida Marsh\n{stamp}\n\nThe mayor of Eastwick dropped the toll on 1 June 2020.\n"
    )
    assert (article.byline, article.published) == ("Ida Marsh", published)


def test_read_text_without_a_source_is_known_by_its_words(story: str) -> None:
    assert read_text(story).id == read_text(story.replace("“", '"').replace("”", '"')).id
    assert read_text(story, title="Other").title == "Other"


def test_a_text_in_another_language_is_said() -> None:
    article = read_text(
        "Le ministre a déclaré que les négociations ont échoué et que la grève continue dans les ports du nord."
    )
    assert article.language == "fr"
    assert "French" in article.remarks[-1]


MARKDOWN = """---
title: "Ferry *talks* collapse"
author: [Ana Whitlock, {name: Tom Reyes}]
publisher: Harbour Post
date: 2021-04-05
url: https://www.harbourpost.example/news/ferry?utm_source=x#top
lang: en-GB
---

# Ferry talks collapse

Talks over the island ferry **broke down**
on Monday, [officials](http://x.example) said.

> “We could not sign this,” Lena Ortiz
> told reporters.

- One pier & two boats
- <b>Nothing</b> signed

```python
print("not prose")
```
"""


def test_markdown_becomes_whole_sentences_with_its_front_matter_as_facts() -> None:
    article = read_bytes(MARKDOWN.encode(), source="/n/a.md", format="markdown")
    assert article.text == (
        "Ferry talks collapse\n\n"
        "Talks over the island ferry broke down on Monday, officials said.\n\n"
        "“We could not sign this,” Lena Ortiz told reporters.\n\n"
        "One pier & two boats\n\nNothing signed\n"
    )
    assert article.title == "Ferry *talks* collapse"
    assert article.byline == "Ana Whitlock, Tom Reyes"
    assert (article.outlet, article.published, article.language) == ("Harbour Post", "2021-04-05", "en")
    assert article.source == "https://www.harbourpost.example/news/ferry"


def test_markdown_without_front_matter_takes_its_first_heading() -> None:
    article = read_bytes(b"# Toll dropped\n\nThe mayor dropped the toll.\n", source="/n/b.md", format="markdown")
    assert article.title == "Toll dropped"
    assert words_of(article, "headline") == ["Toll dropped"]
    assert article.source == "/n/b.md"


def test_front_matter_with_a_loose_colon_is_read_line_by_line() -> None:
    data = b"---\ntitle: Toll: the end\nauthor: Ida Marsh\n---\nThe mayor dropped it.\n"
    article = read_bytes(data, source="/n/c.md", format="markdown")
    assert (article.title, article.byline) == ("Toll: the end", "Ida Marsh")
    assert "line by line" in article.remarks[0]


@pytest.mark.parametrize(
    "head",
    [
        "!!python/object/apply:os.system ['echo hacked']",
        "[" * 3_000,
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c",
        "date: 2021-99-99",
        "- just\n- a list",
        "title: {a: {b: c}}",
        "{{{: ]",
    ],
    ids=["object", "nested", "aliases", "no-day", "list", "mapping", "broken"],
)
def test_hostile_front_matter_costs_the_facts_and_not_the_article(head: str) -> None:
    data = f"---\n{head}\n---\nThe mayor dropped the toll on Monday.\n".encode()
    article = read_bytes(data, source="/n/d.md", format="markdown")
    assert "The mayor dropped the toll on Monday." in article.text
    assert article.published is None


def test_a_rule_at_the_top_of_a_text_is_no_front_matter() -> None:
    article = read_bytes(b"---\n\nThe mayor dropped the toll.\n", source="/n/e.md", format="markdown")
    assert article.text == "The mayor dropped the toll.\n"


def test_a_saved_page_gives_its_facts_and_its_article_only(story_page: str) -> None:
    article = read_bytes(story_page.encode(), source="/saved/page.html")
    assert article.title == "Ferry talks collapse"
    assert article.byline == "Ana Whitlock"
    assert article.outlet == "The Harbour Post"
    assert article.published == "2021-04-05"
    assert article.language == "en"
    assert article.source == "https://www.harbourpost.example/news/ferry-talks"
    assert words_of(article, "headline") == ["Ferry talks collapse"]
    assert "“We could not sign this,” the transport minister, Lena Ortiz, told reporters" in article.text
    assert "Sport" not in article.text


def test_a_page_may_not_pass_itself_off_as_another_site(story_page: str) -> None:
    from extract.ingest.html import read_html

    read = read_html(story_page.encode(), source=None, name="x", url="https://evil.example/a")
    assert read.source == "https://evil.example/a"
    same = read_html(story_page.encode(), source=None, name="x", url="https://harbourpost.example/amp/1")
    assert same.source == "https://www.harbourpost.example/news/ferry-talks"


def test_a_page_in_windows_latin_is_decoded_as_it_declares(story_page: str) -> None:
    data = story_page.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("cp1252")
    article = read_bytes(data, source="/saved/page.html")
    assert "“We could not sign this,”" in article.text
    assert "cp1252" in article.remarks[0]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html><body><form><input name=q></form><p>Log in to read on.</p></body></html>",
        "<!doctype html><html></html>",
        "<html>" + "<div>" * 100_000 + "words " * 100,
    ],
    ids=["navigation", "login", "empty", "nested"],
)
def test_a_page_without_an_article_says_so(page: str) -> None:
    with pytest.raises(InputError, match=r"no article found on /saved/x\.html"):
        read_bytes(page.encode(), source="/saved/x.html")


def test_entities_of_lone_surrogates_and_escapes_stay_storable(story_page: str) -> None:
    bad = story_page.replace("Lena Ortiz", "Lena&#xD800;&#27;[31m&#x202e;&#0; Ortiz")
    article = read_bytes(bad.encode(), source="/x.html")
    article.text.encode("utf-8")
    assert "Ortiz" in article.text


@pytest.mark.parametrize("data", ["....\n--\n", "\u200b\u200b", "\x00a"[:1] * 4])
def test_text_without_a_word_is_refused(data: str) -> None:
    with pytest.raises(InputError):
        read_bytes(data.encode(), source="/n/none.txt", format="text")


def test_importing_ingest_loads_nothing_heavy() -> None:
    code = (
        "import sys, extract.ingest; heavy = {'trafilatura','yaml','markdown_it','lxml','spacy','urllib.request','ssl',"
        "'charset_normalizer'} & set(sys.modules); sys.exit(str(heavy) if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
