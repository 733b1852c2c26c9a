"""Imports inside the package only go down."""

import ast
from pathlib import Path

FLOORS = {
    "problem": 0, "exits": 0, "personal": 0, "asking": 0, "strict_yaml": 0, "page": 0, "page_parts": 0, "page_shape": 0, "screens": 0,
    "names": 1, "schema": 1, "formats": 1, "facts": 1, "corpus": 1, "trials": 1, "programme": 1, "programme_faults": 1, "promises": 1, "gloss": 1, "spoken": 1, "twin": 1, "translation": 1, "months": 1, "made": 1, "markup": 1, "forms": 1, "listing": 1, "view": 1, "codes": 1, "review": 1, "recalls": 1, "sheet_list": 1, "packs": 1, "picker": 1, "tables": 1, "teams": 1, "phones": 1, "reporting": 1, "hosts": 1, "photos": 1, "content_html": 1, "story": 1, "story_answers": 1, "story_marks": 1, "story_page": 1, "story_form": 1,
    "rules": 2, "outputs": 2, "findings": 2, "mending": 2, "weblinks": 2, "letters": 2,
    "plugin": 3, "checking": 3, "new_page": 3, "readers": 3, "calendars": 3, "code_book": 3, "packing": 3, "gate": 3, "photo_intake": 3, "external": 3, "freshness": 3, "release": 3, "stamping": 4, "story_pictures": 4, "receive": 5,
    "build": 4, "books": 5, "sent_in": 6, "check_verb": 6, "writing_verbs": 6, "site_verbs": 7, "stock": 5, "served": 5, "bench": 5, "print_verbs": 6, "page_packs": 6, "keeper_verbs": 6, "cli": 8, "__main__": 9,
}  # fmt: skip
NEVER = {("outputs", "plugin"), ("plugin", "outputs"), ("rules", "outputs"), ("outputs", "rules"), ("rules", "plugin")}


def imports(package: Path) -> set[tuple[str, str]]:
    """Pairs (room, imported room) of the package's modules."""
    found = set()
    for file in package.rglob("*.py"):
        room = file.relative_to(package).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "camnang":
                parts = (node.module or "").split(".")
                names = parts[1:2] or [alias.name for alias in node.names]
                found |= {(room, name) for name in names}
    return {(room, name) for room, name in found if room != name}


def test_arrows_only_go_down(root: Path) -> None:
    pairs = imports(root / "scripts" / "camnang")
    assert pairs, "no imports found: the test looks at nothing"
    assert {room for pair in pairs for room in pair} <= set(FLOORS), "a room without a floor number"
    assert [pair for pair in sorted(pairs) if FLOORS[pair[0]] < FLOORS[pair[1]]] == []
    assert pairs & NEVER == set()


def test_only_the_plugin_imports_mkdocs(root: Path) -> None:
    package = root / "scripts" / "camnang"
    importing = [
        file.name
        for file in package.rglob("*.py")
        if "import mkdocs" in (text := file.read_text()) or "from mkdocs" in text
    ]
    assert importing == ["plugin.py"]
