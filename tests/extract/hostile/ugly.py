"""Ugly texts of any size, by name: what hostile or broken input looks like to ingest and annotate."""

from __future__ import annotations

import random
import string

PROSE = "The mayor of Eastwick, Nora Bell, said on Monday that “nobody wanted it”. “It is over,” she told reporters. "


def repeated(piece: str, size: int) -> str:
    """Return a piece of text over and over, of about `size` characters."""
    return piece * max(1, size // len(piece))


def ugly(size: int) -> dict[str, str]:
    """Return each sort of ugly text, of about `size` characters; the same ones at every call."""
    dice = random.Random(8)

    def times(piece: str) -> str:
        return repeated(piece, size)

    return {
        "one line": times(PROSE),
        "no spaces": "a" * size,
        "marks": "He said so. " + '"' * size,
        "marks apart": "He said so. " + '" ' * size,
        "opening marks": "He said so. " + "“" * size,
        "opening marks apart": "He said so. " + "“ " * (size // 2),
        "pairs": "He said so. " + "“” " * (size // 3),
        "quoted letters": times("“x” said he "),
        "nested": "He said: " + "“ ‘ " * (size // 8) + "no" + " ’ ”" * (size // 8),
        "unclosed paragraphs": times("“It goes on and on, he said.\n"),
        "apostrophes": times("'tis the dogs' o'clock, 'e said it's rock 'n' roll's "),
        "guillemets": times("« Non », a dit le maire. »« "),
        "german": times("„Nein“, said Nora Bell. "),
        "short lines": times("a\n"),
        "bare carriage returns": times("He said so.\r"),
        "odd line ends": times("He said so.\u2028\u2029\x85\x0b\x0c"),
        "nul": times(PROSE + "\x00 "),
        "bidi": times("The \u202emayor\u202c said \u2066“no”\u2069. "),
        "ansi": times("\x1b[31mThe mayor\x1b[0m said \x1b]0;owned\x07\x1b]8;;http://x\x1b\\“no”. \x9b2J"),
        "markup": times("[red]Nora Bell[/red] [@click=app.quit]said[/] [bold “no” [/bold]. "),
        "markdown": times("# *Nora* `Bell` said ![x](javascript:1) <script>alert(1)</script> [[wiki]] ^q-1 | --- |\n"),
        "yaml": "---\ntitle: !!python/object/apply:os.system [x]\n---\n...\nNora Bell said: “no”.\n",
        "sql": times("Robert'); DROP TABLE quotes;-- said “no\" OR 1=1 NEAR/2 * ”. "),
        "json": times('{"schema": "onrecord/1", "text": "“no,” he said"}, '),
        "emoji": times("👨‍👩‍👧‍👦🏽 said “🏴‍☠️ no”. "),
        "combining": times("No\u0301ra" + "\u0301" * 40 + " said “n" + "\u0300" * 40 + "o”. "),
        "right to left": times("قال رئيس البلدية «لا» Nora Bell said. "),
        "chinese": times("部长说“我们不会同意”。"),
        "zero width": times("No\u200bra\u200d Bell\u2060 said\u00ad “n\ufeffo”. "),
        "digits": times("1234567890"),
        "stops": "He said so. " + times(". "),
        "punctuation": "He said so. " + times("!?.,;:-—…() "),
        "brackets": "He said so. " + times("( [ { “ "),
        "names only": times("Ann Poole, Bob Reed, Cat Hart and Dan Ives "),
        "verbs only": times("said told claimed "),
        "sources only": times("according to "),
        "capitals": times("THE MAYOR SAID “NO” AND "),
        "transcript": times("BELL: No.\nPOOLE: Yes.\n"),
        "markers only": times("You may also like\nRead more: x\n"),
        "address": "Nora Bell said. http://x.example/" + "a/" * size,
        "spaces": "Nora Bell" + " " * size + "said “no”.",
        "empty lines": "Nora Bell said “no”." + "\n" * size + "She left.",
        "private use": times("\ue000\uf8ff\U0010ffff said “no”. "),
        "random words": " ".join(_word(dice, dice.randint(1, 9)) for _ in range(size // 6)),
        "random short lines": "".join(_word(dice, 3) + "\n" for _ in range(size // 4)),
        "random characters": "".join(chr(dice.randint(33, 0x2FFF)) for _ in range(size)).replace("a", " "),
        "numbers": " ".join(str(dice.random()) for _ in range(size // 19)),
        "numbered words": " ".join(f"word{i} said" for i in range(size // 14)),
        "numbered quotes": " ".join(f"“{i}” said A{i % 977}." for i in range(size // 20)),
    }


def _word(dice: random.Random, length: int) -> str:
    return "".join(dice.choices(string.ascii_lowercase, k=length))
