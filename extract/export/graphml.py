"""GraphML: the network of stances, actors to targets, for Gephi, visone, igraph and NetworkX.

In: readings. Out: one directed multigraph: a node for each person (library-wide) and each target, an edge for each
stance, with polarity, sign (1, -1, none where conditional or mixed), date, outlet, evidence and state. An affiliation
network in the sense of Leifeld, "Reconceptualizing major policy change in the advocacy coalition framework" (2013).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from extract.display import displayable
from extract.export.formats import Piece, Recorded
from extract.export.markdown_text import words
from extract.export.options import Options, chosen
from extract.library.views import Reading, StanceView

SIGNS = {"supports": 1, "opposes": -1}
_NODE = {"label": "string", "type": "string", "kind": "string", "role": "string"}
_EDGE = {
    **dict.fromkeys(
        ("polarity", "state", "origin", "evidence", "condition", "article", "title", "outlet", "date"), "string"
    ),
    "sign": "int",
    "confidence": "double",
}
_NOT_XML = re.compile("[\ufffe\uffff\U0001fffe\U0001ffff]")


def pieces(recorded: Iterable[Recorded], options: Options) -> Iterator[Piece]:
    """Yield the whole document once every reading has been seen."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for part, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys.items():
            ET.SubElement(root, "key", {"id": f"{part}-{name}", "for": part, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", id="onrecord", edgedefault="directed")
    nodes: dict[str, dict[str, Any]] = {}
    edges: list[ET.Element] = []
    for reading, _decisions in recorded:
        shown = chosen(reading, options)
        edges += [edge for s in shown.stances if (edge := _edge(s, shown, nodes)) is not None]
    for node_id, values in nodes.items():
        _data(ET.SubElement(graph, "node", id=_safe(node_id)), "node", values)
    graph.extend(edges)
    ET.indent(root)
    yield Piece("", '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n")


def _edge(s: StanceView, reading: Reading, nodes: dict[str, dict[str, Any]]) -> ET.Element | None:
    holder = reading.person(s.holder)
    if holder is None:
        return None
    about = reading.person(s.target_person)
    target = about.person_id if about else s.target_id or f"target:{s.target}"
    nodes.setdefault(holder.person_id, _actor(holder.name, holder.kind, holder.role))
    if about:
        nodes.setdefault(target, _actor(about.name, about.kind, about.role))
    else:
        nodes.setdefault(target, {"label": s.target, "type": "target"})
    edge = ET.Element(
        "edge", id=_safe(f"{reading.article.id}:{s.id}"), source=_safe(holder.person_id), target=_safe(target)
    )
    _data(edge, "edge", _stance(s, reading))
    return edge


def _actor(name: str, kind: str, role: str | None) -> dict[str, Any]:
    return {"label": name, "type": "actor", "kind": kind, "role": role}


def _stance(s: StanceView, reading: Reading) -> dict[str, Any]:
    row = reading.article
    return {
        "polarity": s.polarity,
        "sign": SIGNS.get(s.polarity),
        "state": s.state,
        "origin": s.origin,
        "confidence": round(s.confidence, 4),
        "evidence": words(reading.text, s.evidence) or s.words,
        "condition": words(reading.text, s.condition) or None,
        "article": row.id,
        "title": row.title,
        "outlet": row.outlet,
        "date": row.published,
    }


def _data(parent: ET.Element, part: str, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is not None:
            ET.SubElement(parent, "data", key=f"{part}-{name}").text = _safe(str(value))


def _safe(text: str) -> str:
    """Text without what XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", displayable(text))
