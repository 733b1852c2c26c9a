"""Contacts on finished sheets: where they stand, what a reader program finds, what stays as it was."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont
from paper_samples import HOA, ROOT, marks, places_of, sheet, tagged

from camnang.outputs import team_sets
from camnang.outputs.contacts import Contacts, set_words
from camnang.outputs.lettering import FILE, Lettering
from camnang.outputs.places import DESK, PHONE, TEAM, Known, carried, carry
from camnang.outputs.stamp import Base, prepare, stamp
from camnang.outputs.team_sets import Stamper, make_sets
from camnang.outputs.tree import HandoutError
from camnang.teams import Team

GUIDE, CARD, LESSON = "kich-hoat-sau-buoc", "cong-an-goi", "buoi-1"
LETTERS = Lettering(ROOT / FILE)


def stamped(base: Base, team: Team = HOA) -> bytes:
    return stamp(base, set_words(base.slots, Contacts.of(team), LETTERS), LETTERS)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)).split())


@pytest.mark.parametrize(
    ("name", "kinds", "copies"), [(GUIDE, {TEAM, PHONE, DESK}, 1), (CARD, {TEAM, PHONE}, 4), (LESSON, {TEAM, PHONE}, 1)]
)
def test_a_sheet_carries_the_places_of_its_contacts(name: str, kinds: set[str], copies: int) -> None:
    known = carried(sheet(name))
    assert known is not None and known.copies == copies
    places = known.places
    assert {place.kind for place in places} == kinds and len(places) == copies * len(kinds)
    boxes = pdfium.PdfDocument(sheet(name))
    for place in places:
        width, height = boxes[place.page - 1].get_size()
        assert 0 < place.x < place.x + place.width < width and 0 < place.y < height and place.room > place.size


def test_the_places_are_a_comment_and_no_reader_minds() -> None:
    pdf = sheet(GUIDE)
    bare = re.sub(rb"%cho-ghi [^\n]*\n", b"", pdf)
    assert len(bare) < len(pdf) and carried(bare) is None
    assert carry(bare, carried(pdf) or Known()) == pdf
    assert pikepdf.open(io.BytesIO(pdf)).check_pdf_syntax() == []


@pytest.mark.parametrize("name", [GUIDE, CARD, LESSON])
def test_words_stand_on_their_dotted_lines(name: str) -> None:
    base = prepare(sheet(name))
    document = pdfium.PdfDocument(stamped(base))
    for place, words in set_words(base.slots, Contacts.of(HOA), LETTERS).items():
        low, high = words[-1].y - 2, words[0].y + words[0].size * 0.7
        text = document[place.page - 1].get_textpage()
        found = text.get_text_bounded(place.x - 1, low, place.x + place.width + 1, high)
        assert " ".join(found.split()) == Contacts.of(HOA).text(place.kind)


@pytest.mark.parametrize("name", [GUIDE, CARD, LESSON])
def test_a_screen_reader_meets_the_words_once_right_behind_their_label(name: str) -> None:
    base = prepare(sheet(name))
    document = pikepdf.open(io.BytesIO(stamped(base)))
    assert document.check_pdf_syntax() == []
    order = tagged(document)
    for number, page in enumerate(document.pages):
        own = marks(page)
        assert sorted(own) == sorted({mark for at, mark in order if at == number})
    told = [slot for slot in base.slots if slot.mark is not None]
    assert {slot.place.kind for slot in told} == {place.kind for place in places_of(sheet(name))}
    assert len(told) == len({slot.place.kind for slot in base.slots})  # the copies of a card are read once
    for slot in told:
        at = order.index((slot.place.page - 1, slot.mark))  # type: ignore[arg-type]
        assert order[at - 1][1] < min(one.mark for one in told if one.mark is not None)  # words that were there before


def test_the_old_bytes_stay_and_an_empty_team_changes_nothing() -> None:
    base = prepare(sheet(GUIDE))
    assert stamped(base).startswith(base.pdf) and stamped(base) == stamped(base)
    assert stamped(base, Team(3, "")) == base.pdf
    only_phone = text_of(stamped(base, Team(3, "", phone="1900 0368")))
    assert only_phone.replace(" 1900 0368", "", 1) == text_of(base.pdf)


def test_an_unknown_hour_leaves_its_gap_between_the_others() -> None:
    assert Contacts.of(replace(HOA, hours="")).text(DESK) == f"Chị Hoa, tổ trưởng · {'…' * 9} · nhà văn hoá"
    assert Contacts.of(replace(HOA, hours="", contact="", place="")).text(DESK) == ""


def test_pictures_differ_only_where_the_contacts_stand() -> None:
    base = prepare(sheet(GUIDE))
    before, after = (pdfium.PdfDocument(pdf) for pdf in (base.pdf, stamped(base)))
    for number in range(len(before)):
        old, new = (document[number].render(scale=1).to_pil().convert("L") for document in (before, after))
        changed = [
            (x, y) for y in range(old.height) for x in range(old.width) if old.getpixel((x, y)) != new.getpixel((x, y))
        ]
        places = [slot.place for slot in base.slots if slot.place.page == number + 1]
        assert bool(changed) == bool(places)
        for x, y in changed:
            assert any(p.x - 2 < x < p.x + p.width + 2 and p.y - p.room - 2 < y < p.y + 5 for p in places), (
                number,
                x,
                y,
            )


def test_the_embedded_type_holds_the_letters_used_and_no_others() -> None:
    document = pikepdf.open(io.BytesIO(stamped(prepare(sheet(GUIDE)))))
    font = document.pages[0].Resources.Font["/CnTo"]
    inner = font.DescendantFonts[0]
    file = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()), checkChecksums=2)
    letters = {letter for kind in (TEAM, PHONE, DESK) for letter in Contacts.of(HOA).text(kind)} | {" "}
    pairs = font.ToUnicode.read_bytes().decode().split("endcodespacerange")[1]
    assert {bytes.fromhex(code).decode("utf-16-be") for code in re.findall(r"^<....> <(.+)>$", pairs, re.M)} == letters
    drawn = sum(file["loca"][n] != file["loca"][n + 1] for n in range(file["maxp"].numGlyphs))
    assert len(letters) <= drawn < 3 * len(letters)
    assert len(file.reader["glyf"]) < len(TTFont(ROOT / FILE).reader["glyf"]) / 3


def test_every_vietnamese_letter_can_be_written() -> None:
    letters = (
        "".join(chr(code) for code in [*range(0x20, 0x7F), *range(0x1EA0, 0x1EFA)]) + "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýĩũ…·"
    )
    assert LETTERS.missing(letters) == "" and LETTERS.missing("Tổ 😀") == "😀"


def test_what_is_no_sheet_of_ours_is_refused() -> None:
    foreign = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet(GUIDE))) as document:
        document.save(foreign)
    for pdf in (foreign.getvalue(), stamped(prepare(sheet(GUIDE)))):
        with pytest.raises(HandoutError, match="không mang chỗ ghi"):
            prepare(pdf)


# --- a folder for each team ---------------------------------------------------------------------------------------


def stamper() -> Stamper:
    return Stamper({f"{name}.pdf": prepare(sheet(name)) for name in (GUIDE, CARD)}, LETTERS)


def some(count: int) -> list[Team]:
    return [replace(HOA, line=number + 2, name=f"Tổ thôn {number}") for number in range(count)]


def silent(done: int, total: int) -> None:
    """Nobody looks at the progress."""


def test_long_names_shrink_then_break_then_are_refused_by_their_row() -> None:
    sizes = []
    for length in (2, 5, 7):
        team = replace(HOA, name="Tổ " + "Na " * length)
        assert stamper().faults([team]) == ()
        base = prepare(sheet(CARD))
        words = next(
            words for place, words in set_words(base.slots, Contacts.of(team), LETTERS).items() if place.kind == TEAM
        )
        sizes.append((len(words), words[0].size))
        assert all(LETTERS.width(one.text) * one.size < base.slots[0].place.width for one in words)
    assert [lines for lines, _ in sizes] == [1, 2, 2] and min(size for _, size in sizes) >= 0.75 * base.slots[
        0
    ].place.size
    [fault] = stamper().faults([replace(HOA, line=7, name="Tổ " + "Nam " * 25)])
    assert fault.line == 7 and "tên tổ" in fault.message and f"{CARD}.pdf" in fault.message
    [fault] = stamper().faults([replace(HOA, line=8, place="nhà 😀")])
    assert fault.line == 8 and "😀" in fault.message


def test_every_team_gets_a_whole_folder_and_the_next_run_makes_none(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    report = make_sets(stamper(), some(3), tmp_path, lambda done, total: seen.append((done, total)))
    assert (report.made, report.ready, report.unnamed) == (3, 0, ()) and seen == [(1, 3), (2, 3), (3, 3)]
    folders = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert len(folders) == 3
    for folder, team in zip(sorted(folders), some(3), strict=True):
        assert sorted(file.name for file in folder.iterdir()) == [f"{CARD}.pdf", f"{GUIDE}.pdf"]
        assert all(team.name in text_of(file.read_bytes()) for file in folder.iterdir())
    assert make_sets(stamper(), some(3), tmp_path, silent).made == 0
    changed = [replace(some(3)[0], phone="113"), *some(3)[1:2]]
    report = make_sets(stamper(), changed, tmp_path, silent)
    assert (report.made, report.ready, report.unnamed) == (1, 1, ("to-thon-2-xa-na-hy",))


def test_ctrl_c_leaves_whole_folders_and_the_next_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, count = Path.write_bytes, iter(range(100))

    def stop(self: Path, data: bytes) -> int:
        if next(count) == 3:  # in the middle of the second folder
            write(self, data[:100])
            raise KeyboardInterrupt
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        make_sets(stamper(), some(3), tmp_path, silent)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["to-thon-0-xa-na-hy"]
    (tmp_path / team_sets.JOURNAL).open("a").write("to-thon-1-xa-na-hy 12")  # as a machine without power leaves it
    report = make_sets(stamper(), some(3), tmp_path, silent)
    assert (report.made, report.ready) == (2, 1)


def test_a_folder_that_somebody_removed_is_made_again(tmp_path: Path) -> None:
    make_sets(stamper(), some(2), tmp_path, silent)
    shutil.rmtree(tmp_path / "to-thon-1-xa-na-hy")
    assert make_sets(stamper(), some(2), tmp_path, silent).made == 1
