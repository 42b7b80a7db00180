"""What single lines of a copied news page that are not news look like: patterns and nothing else.

Each function takes one stripped line (a line is a paragraph here) and says what it is. They are written to miss rather
than to take prose: a line in which somebody is quoted is never furniture, whatever it begins with.
"""

from __future__ import annotations

import re

_LONGEST = 320
"""Code points beyond which a line is prose to us, unread by any pattern; also keeps matching time bounded."""

_SPEECH = re.compile(
    r"\b(said|says|told|added|adds|claimed|claims|warned|insisted|argued|asked|tweeted|replied|wrote|stated|announced|"
    r"according to|explained|noted|continued|declared|vowed|called)\b",
    re.I,
)
_QUOTED = re.compile(r"[\"“”«»]|(?:^|\s)[‘'](?=\w)")
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*$")
_INNER_STOP = re.compile(r"[.!?][\"'”’»)\]]*\s+[\"'“‘«(]*[A-Z]")

_TAIL = re.compile(
    r"(?:you (?:may|might|will|'ll|’ll) (?:also )?(?:like|enjoy|love|be interested in)|you might also like|"
    r"(?:we )?recommended(?: for you| stories| articles| reading| videos)?|more for you|just for you|"
    r"(?:related|similar|further|suggested|popular|latest|trending|top|other|more)(?: \w+)? "
    r"(?:stories|articles|news|posts|topics|content|reading|videos|links|headlines|coverage)|"
    r"more (?:on|about) this (?:story|topic|subject)|more from .{1,40}|most (?:read|popular|viewed|shared|watched|"
    r"commented)"
    r"(?: (?:in|on|now|today|this|stories|articles|news)\b.{0,30})?|"
    r"trending(?: now| today| stories| on .{1,30})?|don['’]?t miss|must[- ]reads?|"
    r"editor['’]?s['’]? picks?|"
    r"what to read next|read next|up next|see also|also read|read also|around the web|from (?:around )?the web|"
    r"(?:from )?our partners?|from our network|sponsored(?: content| links| stories)?|promoted(?: content| stories)?|"
    r"paid content|advertiser content|ads? by .{1,30}|in case you missed it|icymi|related|you may have missed|"
    r"people also read|readers also liked|stories for you|topics in this (?:story|article)|tags?|"
    r"filed under)\s*[:…>»→]*",
    re.I,
)

_POINTER = re.compile(
    r"(?:read (?:more|also|next|on)|also read|see also|see more|related(?: (?:article|story|stories|coverage|video))?|"
    r"more on this|recommended|in pictures|in depth|must read|don['’]?t miss|you may also like|learn more|"
    r"further reading|explainer|listen|watch(?: live| now| more)?|live updates|trending)\s*(?:[:|>»→]|\s[-–—])\s*\S.*",
    re.I,
)
_READ_HERE = re.compile(
    r"(?:[(\[]?\s*)(?:(?:you can )?(?:read|see|watch|view|find|click|tap|go)\b.{0,60}\bhere|"
    r"read (?:more|the (?:full|whole|rest|original|complete)\b.{0,40})(?: (?:at|on|in|from) .{1,60})?|"
    r"continue reading|keep reading|load more|show more|see more|view (?:all|more|comments?)|"
    r"(?:story|article) continues (?:below|after).{0,40}|scroll (?:down )?(?:for more|to continue).{0,40}|"
    r"continue reading the main story|skip (?:past|to|advertisement).{0,60})\s*[.:…>»→)\]]*",
    re.I,
)
_CALL = re.compile(
    r"(?:sign up (?:here |now |today |below )?(?:for|to|now|here|today)\b.*|"
    r"subscribe (?:to|now|here|today|for|and)\b.*|subscribe|"
    r"(?:get|receive) (?:our|the|all the|your|more|breaking|daily|unlimited)\b.{0,120}\b(?:newsletters?|inbox|"
    r"email|app|alerts?"
    r"|subscription)\b.*|"
    r"join (?:our|the) (?:newsletter|mailing list|whatsapp|telegram|community|conversation)\b.*|"
    r"(?:like|follow|find|join) (?:us|@\w+|[A-Z][\w’' ]{1,40}) on (?:facebook|twitter|x|instagram|tiktok|youtube|"
    r"whatsapp|"
    r"linkedin|telegram|threads|bluesky|google news|social media)\b.*|follow @\w+.*|"
    r"download (?:our|the) .{0,40}\bapps?\b.*|(?:please )?support (?:our|independent) journalism.*|"
    r"(?:click|tap) here (?:to|for)\b.*|this newsletter may contain\b.*|by (?:signing up|subscribing|entering)\b.*|"
    r"(?:have (?:you )?got|do you have|got) an? (?:story|tip|news tip)\b.*|"
    r"(?:email|e-mail|contact|reach) (?:us|the author|the reporter|the newsroom|[A-Z]\w+(?: [A-Z]\w+)?) (?:at|via|"
    r"on|:).*|"
    r"(?:log|sign) in(?: to| or| now)?\b.{0,80}|create (?:a free|an) account.{0,80}|already a subscriber\b.*|"
    r"invalid email|thank you for subscribing.*|something went wrong.{0,60}|try again later.?|"
    r"your (?:browser|email) .{0,100}(?:javascript|supported|required|address).*)",
    re.I,
)
_SHARE_BUTTONS = frozenset(
    re.findall(
        r"\S+",
        "share tweet retweet facebook twitter x whatsapp linkedin reddit pinterest instagram flipboard pocket telegram "
        "messenger email e-mail print copy copied bookmark comment comments shares save advertisement advertising ad "
        "ads image video gallery loading close menu threads bluesky google tumblr",
    )
)
_SHARE_FILLERS = frozenset(
    re.findall(r"\S+", "this the article story page link url on via with to by or and a all view show button play")
)
_SHARE_WORD = re.compile(r"[\w-]+")
_ADVERT = re.compile(
    r"(?:-+ ?)?(?:advertisements?|ad feedback|sponsored|promoted|paid (?:post|content)|"
    r"(?:this )?advertisement is )\b.{0,60}",
    re.I,
)
_LEGAL = re.compile(
    r"(?:(?:copyright\b(?:\s*[©(]|\s+\d{4}|\s+by\b)|©|\(c\)\s*(?:copyright|\d{4})).*|"
    r".{0,120}\ball rights reserved\b.*|"
    r"this material may not be published,? broadcast.*|"
    r"(?:we|this (?:web)?site) uses? cookies\b.*|.{0,40}accept (?:all )?cookies.*|manage (?:cookies|preferences|"
    r"consent)|"
    r"(?:terms (?:of|and) (?:use|service|conditions)|privacy (?:policy|notice)|cookie (?:policy|settings|notice))"
    r"(?:[\s|,·•/&]+.{0,100})?|"
    r"(?:this article|a version of this article|this story) (?:first |originally )?(?:appeared|was (?:first |"
    r"originally )?"
    r"(?:published|posted|produced)) (?:on|in|by|at|here)\b.*|"
    r"(?:the )?views expressed (?:in|by|here)\b.*(?:author|own|reflect).*)",
    re.I,
)

_BY = r"(?:by|words by|written by|reporting by|story by|report by|analysis by|from our correspondent)"
_PARTICLE = "de|da|del|della|di|du|van|von|der|den|bin|al|el|la|le|ter|ten|y|of"
_NAME = rf"[A-Z][\w’'.\-]*(?:[ \u00a0](?:[A-Z][\w’'.\-]*|{_PARTICLE})){{0,5}}"
_ROLE = r"\s*(?:[,|–—/•·(\-].{0,120})?(?:\s+(?:in|for)\s+.{0,60})?"
_BYLINE = re.compile(rf"(?i:{_BY})\s*:?\s+(?P<names>{_NAME}(?:(?:,?\s+(?:and|&)\s+|,\s+){_NAME})*){_ROLE}")
_CREDIT = re.compile(
    r"\(?(?:(?:additional |with )?(?:reporting|writing|editing|compiled|research)(?: and (?:writing|editing|"
    r"reporting))? by\b"
    r"|the associated press contributed|reuters contributed|.{3,80} contributed to this (?:report|story|"
    r"article)).{0,200}",
    re.I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|"
    rf"th)?,?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)(?:\s*[A-Z]{2,4})?"
_STAMP = re.compile(
    rf"(?:(?:first |last )?(?:published|updated|posted|modified|created)(?: on| at)?\s*:?\s*)?"
    rf"(?:{_DATE}(?:[\s,|·•–—-]+(?:at\s+)?{_CLOCK})?|{_CLOCK}[\s,|·•–—-]+(?:on\s+)?{_DATE})(?:[\s,|·•–—-]+"
    r"(?:(?:last )?updated|modified|\d+ min(?:ute)?s? read).{0,60})?|"
    r"(?:(?:first |last )?(?:published|updated|posted|modified))(?: on| at)?\s*:?\s*.{1,60}\d.{0,40}|"
    r"\d+ (?:seconds?|min(?:ute)?s?|hours?|days?|weeks?|months?) ago|\d+[- ]min(?:ute)?s? read",
    re.I,
)

_WRITTEN_DATE = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    r"\d{4}-\d{2}-\d{2}",
    re.I,
)

_CAPTION = re.compile(
    r"(?:(?:photo|photograph|image|picture|pic|video|illustration|graphic|credit|caption|photo credit|image credit|"
    r"photo caption|image caption|picture caption|image source|media caption|file photo|file image|photograph by|"
    r"photo by)"
    r"\s*(?:[:©|/–—]|,\s|\bby\b)\s*\S.*|\(?(?:photo|image|photograph|picture) by .*)",
    re.I,
)
_AGENCY = (
    r"(?:getty(?: images)?|(?-i:AP|AFP|EPA|PA|REX|IMAGO)(?: photo| wire| media| images| features)?|reuters|"
    r"shutterstock|alamy|istock|"
    r"press association|associated press|bloomberg|zuma(?: press)?|anadolu(?: agency)?|wikimedia(?: commons)?|"
    r"flickr|unsplash)"
)
_CREDITED = re.compile(
    rf".*(?:\((?:photo|image|picture|pic|credit|file photo|{_AGENCY})\b[^()]{{0,120}}\)|"
    rf"[/|©]\s*{_AGENCY}(?:\s*via .{{1,30}})?)\s*[.)]*$",
    re.I,
)


def quoted(line: str) -> bool:
    """Tell whether somebody seems to be quoted in the line: quotation marks beside a reporting verb."""
    return bool(_QUOTED.search(line) and _SPEECH.search(line))


def _reported(line: str) -> bool:
    """Tell whether the line is a whole sentence with a reporting verb: "Sign or leave, the envoy told them."."""
    return bool(_FULL_STOP.search(line[-12:]) and _SPEECH.search(line))


def ends_sentence(line: str) -> bool:
    """Tell whether the line ends as a sentence does, closing marks allowed."""
    return bool(_STOPPED.search(line[-12:]))


def is_prose(line: str) -> bool:
    """Tell whether the line reads as running text: it ends with a full stop and is long enough for a sentence."""
    if len(line) > _LONGEST:
        return True
    words = len(line.split())
    return (bool(_FULL_STOP.search(line[-12:])) and words >= 8) or (ends_sentence(line) and several_sentences(line))


def several_sentences(line: str) -> bool:
    """Tell whether the line holds more than one sentence, as headlines and teasers do not."""
    return len(line) > _LONGEST or bool(_INNER_STOP.search(line))


def is_tail_marker(line: str) -> bool:
    """Tell whether the line opens a list of other articles: "You may also like", "More from Politics"."""
    return len(line) <= 80 and bool(_TAIL.fullmatch(line))


def is_furniture(line: str) -> bool:
    """Tell whether the line is page furniture: pointers to other pages, calls to subscribe, share bars, legal lines."""
    if len(line) > _LONGEST or ((quoted(line) or _reported(line)) and not _LEGAL.fullmatch(line)):
        return False
    if _is_share_bar(line) or any(p.fullmatch(line) for p in (_READ_HERE, _CALL, _ADVERT, _LEGAL)):
        return True
    return not several_sentences(line) and bool(_POINTER.fullmatch(line))


def _is_share_bar(line: str) -> bool:
    """Tell whether the line is made of nothing but buttons: "Share on Facebook | Tweet | 24 comments"."""
    if len(line) > 160 or line.endswith(("?", "!")):
        return False
    words = [w.lower() for w in _SHARE_WORD.findall(line)]
    known = all(w in _SHARE_BUTTONS or w in _SHARE_FILLERS or w.isdigit() for w in words)
    return known and any(w in _SHARE_BUTTONS for w in words)


def is_caption(line: str) -> bool:
    """Tell whether the line is a picture's caption or credit."""
    return len(line) <= _LONGEST and bool(_CAPTION.fullmatch(line) or _CREDITED.fullmatch(line)) and not quoted(line)


def is_stamp(line: str) -> bool:
    """Tell whether the line is a date of publication or reading time and nothing else."""
    return len(line) <= 120 and bool(_STAMP.fullmatch(line))


def stamped_date(line: str) -> str | None:
    """Return the date, as written, of a line that is_stamp; None where it only gives an age or a time of day."""
    match = _WRITTEN_DATE.search(line)
    return match.group() if match and is_stamp(line) else None


def is_credit(line: str) -> bool:
    """Tell whether the line is an agency's closing credit: "(Reporting by …; Editing by …)"."""
    return len(line) <= _LONGEST and bool(_CREDIT.fullmatch(line))


def byline_names(line: str) -> str | None:
    """Return the writers of a byline ("By Jane Doe and John Roe, political editor" → the two names), or None."""
    if len(line) > 200 or (ends_sentence(line) and len(line.split()) > 6):
        return None
    match = _BYLINE.fullmatch(line)
    return match["names"] if match else None
