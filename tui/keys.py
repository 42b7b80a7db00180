"""Every action of the screens, declared once: id, usual keys, what it does. Screens take their bindings from here.

A person's settings map ids to other keys (`[keys]`); help and the key bar show what is in force. Vim's habits and the
arrows both work; no action hangs on a chord that tmux or a terminal swallows, each has a plain key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.binding import Binding

if TYPE_CHECKING:
    from textual.app import App


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does. `scope` is the pane it belongs to; `does` is Textual's action (the id where empty)."""

    id: str
    keys: str
    description: str
    group: str
    scope: str
    tooltip: str = ""
    does: str = ""
    bar: bool = False
    """Whether the key bar shows it."""


def _table(scope: str, group: str, *rows: tuple[str, ...]) -> Iterator[Action]:
    """Yield actions from rows of (id, keys, description, tooltip, does), the last two optional; `*` before a
    description puts it in the key bar."""
    for row in rows:
        name, keys, words, tooltip, does = (*row, "", "")[:5]
        yield Action(name, keys, words.removeprefix("*"), group, scope, tooltip, does or name, words.startswith("*"))


ACTIONS: tuple[Action, ...] = (
    *_table(
        "app",
        "onrecord",
        ("help", "question_mark,f1", "*Help", "Every key, as it is set now", "show_help"),
        ("palette", "ctrl+p,colon", "Commands", "Everything by name", "command_palette"),
        ("quit", "q", "*Quit", "Back to where this was opened from, or out", "app.leave"),
        ("quit_now", "ctrl+q", "Quit at once", "", "quit"),
        ("theme", "T", "Theme", "Choose how it looks", "change_theme"),
    ),
    *_table(
        "article",
        "Move",
        ("line_down", "j,down", "Line down"),
        ("line_up", "k,up", "Line up"),
        ("page_down", "space,pagedown,ctrl+f", "Page down"),
        ("page_up", "shift+space,pageup,ctrl+b", "Page up"),
        ("half_down", "ctrl+d", "Half a page down"),
        ("half_up", "ctrl+u", "Half a page up"),
        ("top", "g,home", "Start of the article", "", "go_top"),
        ("bottom", "G,end", "End of the article", "", "go_bottom"),
        ("paragraph_down", "right_curly_bracket", "Next paragraph"),
        ("paragraph_up", "left_curly_bracket", "Previous paragraph"),
    ),
    *_table(
        "panel",
        "Move",
        ("list_down", "j", "Next in the list", "", "cursor_down"),
        ("list_up", "k", "Previous in the list", "", "cursor_up"),
        ("list_top", "g", "First in the list", "", "first"),
        ("list_bottom", "G", "Last in the list", "", "last"),
        ("list_page_down", "ctrl+d,ctrl+f", "Page down in the list", "", "page_down"),
        ("list_page_up", "ctrl+u,ctrl+b", "Page up in the list", "", "page_up"),
    ),
    *_table(
        "reader",
        "Walk",
        ("next", "n", "*Next", "The next of what the panel lists, or the next match", "walk(1)"),
        ("previous", "N", "Previous", "The one before", "walk(-1)"),
        ("next_person", "p", "Next person", "", "walk_person(1)"),
        ("previous_person", "P", "Previous person", "", "walk_person(-1)"),
        ("next_stance", "e", "Next stance", "e for evidence", "walk_stance(1)"),
        ("previous_stance", "E", "Previous stance", "", "walk_stance(-1)"),
        ("next_mention", "i", "Next mention of the same person", "", "walk_mention(1)"),
        ("previous_mention", "I", "Previous mention of the same person", "", "walk_mention(-1)"),
        ("next_unreviewed", "r", "Next unreviewed", "", "walk_unreviewed(1)"),
        ("previous_unreviewed", "R", "Previous unreviewed", "", "walk_unreviewed(-1)"),
        ("least_sure", "d", "Next least sure", "From the one the machine was least sure of", "walk_doubt(1)"),
        ("more_sure", "D", "Back towards the least sure", "", "walk_doubt(-1)"),
        ("back", "backspace,left_square_bracket,ctrl+o", "Back to where I was", "", "go_back"),
        ("forward", "right_square_bracket", "Forward again", "", "go_forward"),
        ("search", "slash", "*Search", "In the article; in a panel: filter it"),
        ("jump", "J,apostrophe", "Jump to a mark", "Two letters name every mark in sight"),
        ("escape", "escape", "Leave what is open", "Search, filter, selection, one person", "leave"),
    ),
    *_table(
        "reader",
        "Panels",
        ("next_panel", "tab,l,right", "*Panel", "Quotes, People, Stances, Notes", "turn_panel(1)"),
        ("previous_panel", "shift+tab,h,left", "Previous panel", "", "turn_panel(-1)"),
        ("other_pane", "enter", "Article ↔ panel", "Keys go to the other one", "swap_pane"),
        ("why", "w", "Why", "Why it is attributed so; a digit picks a rival", "focus_why"),
        ("sort", "o", "Sort the panel", "By position, doubt, speaker", "sort_panel"),
        ("possible", "comma", "Possible ones too", "Those the machine is less than 40 % sure of, shown or folded away"),
        ("toggle_panel", "backslash", "Panel on and off", "", "toggle_panel"),
    ),
    *_table(
        "reader",
        "Review",
        ("accept", "a", "*Accept", "Accept and go on"),
        ("reject", "x", "*Reject", "Reject and go on"),
        ("unreview", "X", "Unreviewed again", "Take the decision back"),
        (
            "speaker",
            "s",
            "Speaker",
            "Who said it, or whose stance it is; type to find, new person possible",
            "pick_speaker",
        ),
        ("type", "t", "Type", "A quote's kind, a stance's polarity, what a person is", "pick_type"),
        ("borders", "b", "Borders", "Move the edges of a quote or evidence"),
        ("merge", "m", "Merge people", "This person is somebody already listed", "merge_person"),
        ("split", "M", "Split a person", "Choose the mentions that are somebody else, or nobody", "split_person"),
        ("rename", "S", "Rename", "A person's name or role, a stance's target", "rename"),
        ("visual", "v", "Select text", "To add a quote, mention, person or stance", "visual"),
        ("comment", "c", "Comment", "A note on this", "comment"),
        ("comment_editor", "C", "Comment in $EDITOR", "", "comment_in_editor"),
        ("tag", "number_sign", "Tag", "A word to find it by", "tag"),
        ("flag", "exclamation_mark", "Check this", "Flag it, or take the flag away", "flag"),
        ("bulk", "A", "Accept many", "With a preview of what is accepted", "bulk_accept"),
        ("undo", "u", "*Undo", "Also after a restart", "undo"),
        ("redo", "ctrl+r,U", "Redo", "", "redo"),
        ("remove", "delete", "Remove a note", "", "remove_note"),
    ),
    *_table(
        "reader",
        "View",
        ("layer_quotes", "1", "Quotes: shown, dim, hidden", "", "turn_layer('quote')"),
        ("layer_cues", "2", "Cues: shown, dim, hidden", "", "turn_layer('cue')"),
        ("layer_people", "3", "People: shown, dim, hidden", "", "turn_layer('person')"),
        ("layer_stances", "4", "Stances: shown, dim, hidden", "", "turn_layer('stance')"),
        ("one_person", "f", "Only this person", "Everything else is dimmed", "one_person"),
        ("focus_mode", "z", "Only the text", "No panels, no marks", "focus_mode"),
        ("fold", "full_stop", "Unfold page furniture", "", "fold"),
        ("wider", "plus", "Wider lines", "", "measure(2)"),
        ("narrower", "minus", "Narrower lines", "", "measure(-2)"),
    ),
    *_table(
        "reader",
        "Take away",
        ("copy", "y", "Copy", "The quote with speaker and source", "copy"),
        ("library", "L", "Library", "All articles", "app.library"),
        ("report", "H", "What changed", "After a correction, or a new analysis", "report"),
        ("open_url", "O", "Open the article's page", "In the browser", "open_url"),
        ("export", "W", "Write the notes", "The article's Markdown note", "export"),
    ),
    *_table(
        "why",
        "Why",
        *((f"rival_{n}", str(n), f"Take rival {n} as speaker", "", f"take_rival({n})") for n in range(1, 10)),
    ),
    *_table(
        "visual",
        "Select text",
        ("visual_left", "h,left", "Character left", "", "move('char',-1)"),
        ("visual_right", "l,right", "Character right", "", "move('char',1)"),
        ("visual_down", "j,down", "Line down", "", "move('line',1)"),
        ("visual_up", "k,up", "Line up", "", "move('line',-1)"),
        ("visual_word", "w", "*Word on", "", "move('word',1)"),
        ("visual_word_back", "b", "*Word back", "", "move('word',-1)"),
        ("visual_word_end", "e", "End of word", "", "move('end',1)"),
        ("visual_sentence", "right_parenthesis,s", "*Sentence on", "", "move('sentence',1)"),
        ("visual_sentence_back", "left_parenthesis,S", "Sentence back", "", "move('sentence',-1)"),
        ("visual_start", "v", "*Start here", "Set, or let go of, the fixed end", "anchor"),
        ("visual_swap", "o", "Other end", "", "swap"),
        ("visual_copy", "y", "*Copy", "", "copy"),
        ("visual_add", "enter,a", "*Add as…", "Quote, mention, person, stance", "add"),
        ("visual_leave", "escape,q", "*Leave", "", "leave"),
    ),
    *_table(
        "borders",
        "Borders",
        ("borders_edge", "tab", "*Other edge", "", "edge(1)"),
        ("borders_edge_back", "shift+tab", "Previous edge", "", "edge(-1)"),
        ("borders_left", "h,left", "*Character left", "", "nudge('char',-1)"),
        ("borders_right", "l,right", "*Character right", "", "nudge('char',1)"),
        ("borders_word_back", "b,shift+left", "*Word back", "", "nudge('word',-1)"),
        ("borders_word", "w,shift+right", "*Word on", "", "nudge('word',1)"),
        ("borders_sentence_back", "left_parenthesis,up", "Sentence back", "", "nudge('sentence',-1)"),
        ("borders_sentence", "right_parenthesis,down", "Sentence on", "", "nudge('sentence',1)"),
        ("borders_part", "p", "*Part", "Content, cue, source", "part"),
        ("borders_keep", "enter", "*Keep", "", "keep"),
        ("borders_leave", "escape,q", "*Leave", "", "leave"),
    ),
    *_table(
        "mentions",
        "Mentions",
        ("mentions_mark", "space", "Mark", "This mention is somebody else", "mark"),
        ("mentions_alike", "equals_sign", "All spelt alike", "", "alike"),
        ("mentions_split", "enter", "To somebody else", "What is marked, or the mention here", "split"),
        ("mentions_nobody", "delete,x", "To nobody", "It refers to nobody that is listed", "nobody"),
        ("mentions_leave", "escape,q", "Leave it", "", "dismiss(None)"),
        ("mentions_down", "j", "Down", "", "move('cursor_down')"),
        ("mentions_up", "k", "Up", "", "move('cursor_up')"),
    ),
    *_table(
        "library",
        "Library",
        ("library_open", "enter", "*Open", "", "open"),
        ("library_add", "i,plus", "*Add", "A file, a folder, a glob or a web address", "add"),
        ("library_filter", "slash", "*Filter", "By words of title, outlet, byline, text", "filter"),
        ("library_sort", "o", "*Sort", "By the next column; a click on a heading does it too", "sort"),
        ("library_select", "space", "Select", "For export or removal", "select"),
        ("library_select_all", "asterisk", "Select all", "", "select_all"),
        ("library_export", "e,W", "*Export", "The notes of what is selected", "export"),
        ("library_remove", "delete,D", "Remove", "What is selected; asks first", "remove"),
        ("library_reannotate", "r", "Analyse anew", "With the engines of this version; decisions stay", "reannotate"),
        ("library_report", "H", "What changed", "After a correction, or a new analysis", "report"),
        ("library_people", "p", "*People", "Everybody on record", "app.people"),
        ("library_targets", "t", "Targets", "What stances are about", "app.targets"),
        ("library_matrix", "m", "Matrix", "People against targets", "app.matrix"),
        ("library_search", "s,ctrl+f", "*Search", "Everything on record", "app.search_library"),
        ("library_messages", "M", "Messages", "What was said in the corner", "app.messages"),
        ("library_resume", "c", "Continue", "The article that was read last", "resume"),
        ("library_down", "j", "Down", "", "cursor(1)"),
        ("library_up", "k", "Up", "", "cursor(-1)"),
        ("library_first", "g,home", "First", "", "edge(0)"),
        ("library_last", "G,end", "Last", "", "edge(-1)"),
        ("library_clear", "escape", "Clear filter or selection", "", "leave_filter"),
    ),
    *_table(
        "list",
        "Lists",
        ("list_open", "enter", "*Open", "", "open"),
        ("list_filter", "slash", "*Filter", "Only rows with these words", "filter"),
        ("list_back", "escape,q,backspace", "*Back", "", "back"),
        ("list_screen_down", "j", "Down", "", "move(1)"),
        ("list_screen_up", "k", "Up", "", "move(-1)"),
        ("list_screen_first", "g,home", "First", "", "edge(0)"),
        ("list_screen_last", "G,end", "Last", "", "edge(-1)"),
        ("list_screen_page_down", "ctrl+d,pagedown", "Page down", "", "page_down"),
        ("list_screen_page_up", "ctrl+u,pageup", "Page up", "", "page_up"),
        ("list_undo", "u", "Undo", "", "undo"),
        ("list_redo", "ctrl+r,U", "Redo", "", "redo"),
    ),
    *_table(
        "people",
        "People",
        ("people_sort", "o", "*Sort", "Most quoted, by name, seen last", "sort"),
        ("people_suggestions", "s", "*Same?", "Who might be one and the same", "suggestions"),
    ),
    *_table(
        "suggestions",
        "One and the same?",
        ("suggestions_same", "a,y", "*Same", "", "judge('same')"),
        ("suggestions_different", "x,n", "*Different", "Remembered for good", "judge('different')"),
        ("suggestions_unsure", "w", "*Unsure", "", "judge('unsure')"),
    ),
    *_table(
        "person",
        "Person",
        ("person_accept", "a", "*Accept", "", "state('accept')"),
        ("person_reject", "x", "*Reject", "", "state('reject')"),
        ("person_rename", "r", "Rename", "", "rename"),
        ("person_merge", "m", "*Merge", "Somebody else is the same person", "merge"),
        ("person_different", "D", "Not the same", "The one under the cursor is somebody else", "different"),
        ("person_export", "e,W", "*Export", "This person's note", "export"),
    ),
    *_table(
        "target",
        "Target",
        ("target_rename", "r", "*Rename", "", "rename"),
        ("target_define", "d", "*Define", "What it means, in a sentence", "define"),
        ("target_merge", "m", "*Merge", "Another target is the same", "merge"),
        ("target_nest", "w", "Put under", "A wider target", "nest"),
        ("target_export", "e,W", "*Export", "This target's note", "export"),
    ),
    *_table(
        "matrix",
        "Matrix",
        ("matrix_open", "enter", "*Evidence", "", "open"),
        ("matrix_person", "p", "*Person", "", "person"),
        ("matrix_target", "t", "*Target", "", "target"),
        ("matrix_back", "escape,q,backspace", "*Back", "", "app.pop_screen"),
        ("matrix_left", "h", "Left", "", "move(0, -1)"),
        ("matrix_right", "l", "Right", "", "move(0, 1)"),
        ("matrix_down", "j", "Down", "", "move(1, 0)"),
        ("matrix_up", "k", "Up", "", "move(-1, 0)"),
    ),
)


BAR_ORDER = ("next", "accept", "reject", "undo", "next_panel", "search", "help", "quit")
"""The order of the reader's keys in the key bar; others stand between them."""


def rank(name: str, key: str) -> int:
    """Return the place of a key among the usual keys of an action; keys a person set come first."""
    usual = next((a.keys.split(",") for a in ACTIONS if a.id == name), [])
    return usual.index(key) if key in usual else -1


def shown(app: App[Any], name: str) -> list[str]:
    """Return the keys of an action as they are set now, as a person reads them."""
    usual = next((a.keys for a in ACTIONS if a.id == name), "")
    keys = app._keymap.get(name, usual).split(",")
    return list(dict.fromkeys(app.get_key_display(Binding(key.strip(), "")) for key in keys))


def bindings(*scopes: str) -> list[Binding]:
    """Return the bindings of panes, with ids for a person's keymap and tooltips for the key bar."""
    groups = {a.group: Binding.Group(a.group) for a in ACTIONS}
    return [
        Binding(a.keys, a.does, a.description, show=a.bar, tooltip=a.tooltip, id=a.id, group=groups[a.group])
        for a in ACTIONS
        if a.scope in scopes
    ]
