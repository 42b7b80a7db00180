"""Stories that many tests tell."""

from __future__ import annotations

from tests.builders import Story

BRIDGE = (
    "Mayor Ann Lee said: “We will stay, 🎉 whatever comes.” Her deputy Bob Ray opposed the bridge plan.\r\n\r\n"
    "“No bridge without a tunnel,” he told the café owners’ union. Lee added that the town had waited long enough.\r\n"
    "A councillor who asked not to be named called it “a fine mess”."
)


def bridge(source: str = "https://example.org/bridge", text: str = BRIDGE) -> Story:
    """Three people, four quotes, one stance; emoji, CRLF and combining marks (café) in the text."""
    story = Story(text, source, title="The bridge", outlet="The Harbour Post", published="2026-02-03")
    story.person("Ann Lee", role="mayor", mentions=["Lee added"]).person("Bob Ray", role="deputy mayor")
    story.person("A councillor", "unnamed")
    story.quote("“We will stay, 🎉 whatever comes.”", "Ann Lee", cue="said", source=(story.span("Ann Lee"),))
    story.quote("“No bridge without a tunnel,”", "Bob Ray", cue="told")
    story.quote("the town had waited long enough", "Ann Lee", cue="added", source=(story.span("Lee added"),))
    story.quote("“a fine mess”", "A councillor", cue="called", kind="mixed")
    return story.stance("Bob Ray", "the bridge plan", "opposes", "opposed the bridge plan", quote=1)


def others(number: int, person: str, role: str | None = None, organisation: str | None = None, also: str = "") -> Story:
    """A short article of its own in which somebody says something."""
    text = f"{person} spoke on day {number}. “Number {number} is enough,” {person} said." + (
        f" {also} listened." if also else ""
    )
    story = Story(text, f"https://example.org/{number}", title=f"Day {number}", published=f"2026-03-{number:02}")
    story.person(person, role=role, organisation=organisation).quote(
        f"“Number {number} is enough,”", person, cue="said"
    )
    for name in filter(None, also.split(" and ")):
        story.person(name)
    return story
