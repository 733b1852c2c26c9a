"""«Kể chuyện của tổ» on a phone: written without a network, checked, kept, sent by its teller, and built as it came."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2 as pdfium
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from camnang import build, page, programme, receive, story_answers, story_form, story_marks, story_page
from camnang.outputs import handouts
from told_stories import FORM, GOOD

from .conftest import PHONE
from .waiting import until

PATH = "gop-bai/ke-chuyen.html"
NOW = datetime(2026, 11, 28, 21, 0)
REPO = "https://github.example/to/kho"
NASTY = (
    "### Vùng\n== Vùng\n\\== x\n  == y\n---\n```\n[[^a]] [x](y) <b> & ==c== {noi} $1 $& 😀 مرحبا “đ” \"k\" 1. a\n2. b\n- c",
    "Tổ hẹn\t19 giờ;\u00a0ơ̆ č e\u0301 ơ\u0323 → kẻ|dọc \\ sao* gạch_dưới\r\n\r\n\r\n!!! note\n: x\u200b\u202e",
)  # fmt: skip


@pytest.fixture
def phone_page(browser: Browser, site: Path) -> Iterator[Page]:
    """The page opened from a USB stick on a phone that has never had a network; its clock stands."""
    context = browser.new_context(viewport=PHONE, has_touch=True, accept_downloads=True)
    context.set_offline(True)
    faults: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.clock.set_fixed_time(NOW)
    opened.goto((site / PATH).as_uri())
    expect(opened.locator(".kc-nut")).to_be_visible()
    yield opened
    context.close()
    assert faults == []


def fill(opened: Page, answers: dict[str, str]) -> None:
    """Types and ticks as a person would."""
    for field in FORM.fields:
        box = opened.locator(f'[data-o="{field.id}"]')
        if field.kind in ("dong", "viet"):
            box.locator("textarea, input").fill(answers[field.id])
            continue
        labels = [field.box] if field.kind == "xin" else story_answers.chosen(field, answers[field.id])
        for label in labels if answers[field.id] else ():
            box.locator("label", has_text=label).click()


def downloaded(opened: Page) -> tuple[str, str]:
    """Name and text of the page file."""
    with opened.expect_download() as waiting:
        opened.locator(".nut-tai").click()
    return waiting.value.suggested_filename, waiting.value.path().read_text(encoding="utf-8")


def copied(opened: Page) -> str:
    opened.locator(".nut-chep").click()
    return opened.locator(".kc-chu").input_value()


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A small project around our own data, templates and looks."""
    for folder in ("_du-lieu", "_mau", "_buoc"):
        shutil.copytree(root / "docs" / folder, tmp_path / "docs" / folder)
    (tmp_path / "docs" / programme.FILE).unlink()  # its months tell of pages that are not here
    shutil.copy(root / "mkdocs.yml", tmp_path)
    (tmp_path / "overrides").symlink_to(root / "overrides")
    for lang in ("vi", "en"):
        (tmp_path / "docs" / lang).mkdir()
        text = "---\nloai: trang\ntitle: Trang đầu\ndescription: Trang thử.\n---\n\nChào.\n"
        (tmp_path / "docs" / lang / "index.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_story_written_on_a_phone_builds_without_a_hand(phone_page: Page, project: Path, root: Path) -> None:
    told = GOOD | {
        "ai": "Tổ 4 người.\n" + NASTY[0],
        "kho": "Bà con hỏi “ai giữ số của tôi?” " * 6,
        "lam_lai": "Chọn một tối\nHẹn bà con",
    }
    fill(phone_page, told)
    assert phone_page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    name, text = downloaded(phone_page)
    letter = project / name
    letter.write_text(text, encoding="utf-8")
    got = receive.receive(project, letter, NOW.date())
    plan = build.Plan(root=project, out=project / "site", today=NOW.date(), site_url="https://camnang.example.org/")
    build.run_engine(plan, plan.out)
    handouts.build_handouts(
        plan.out,
        root,
        site_url=plan.address,
        today=plan.today,
        jobs=1,
        cache=plan.cache,
        progress=lambda done, all: None,
    )
    made = (plan.out / "dien-hinh/2026" / got.file.with_suffix(".html").name).read_text(encoding="utf-8")
    assert "Chưa ai đối chiếu" in made and "<b>" not in made.split("phan-noi-nao-ai-lam")[1].split("</section>")[0]
    sheet = next((plan.out / "ban-in").glob(f"{got.code.lower()}-*.pdf"))
    said = " ".join(" ".join(one.get_textpage().get_text_range() for one in pdfium.PdfDocument(sheet)).split())
    assert "Chọn một tối" in said and "Chưa ai đối chiếu" in said


@pytest.mark.parametrize("nasty", NASTY)
def test_browser_and_command_write_the_same(phone_page: Page, project: Path, nasty: str) -> None:
    told = {
        field.id: f"{nasty} {field.id}" if field.kind in ("dong", "viet") else GOOD[field.id] for field in FORM.fields
    }
    told |= {"noi": "Phường " + nasty.split("\n")[-1], "nam": "cuối 2025", "ket_qua": "", "muc_chi_phi": "Tốn ít"}
    phone_page.evaluate("draft => localStorage.setItem('camnang.nhap', draft)", json.dumps(told))
    phone_page.reload()
    typed = {
        key: phone_page.locator(f'[data-o="{key}"]').locator("textarea, input").first.input_value() for key in told
    }
    kept = {
        field.id: story_answers.clean(field, typed[field.id] if field.kind in ("dong", "viet") else told[field.id])
        for field in FORM.fields
    }
    sent = copied(phone_page)
    assert sent == story_marks.write(FORM, kept)
    assert story_marks.read(FORM, sent) == kept
    name, text = downloaded(phone_page)
    assert text == story_page.fill(FORM, kept, NOW.date())
    assert name == f"{story_page.name(story_page.one_line(kept['noi']))}.md"


def test_the_preview_is_the_page(phone_page: Page) -> None:
    fill(phone_page, GOOD | {"lam_lai": "Một\nHai", "ai": "### Tổ"})
    phone_page.locator(".nut-xem").click()
    view = phone_page.locator(".kc-xem")
    expect(view).to_be_focused()
    expect(phone_page.locator(".ke-chuyen > .phieu")).to_be_hidden()
    told = page.parse(story_page.fill(FORM, GOOD | {"lam_lai": "Một\nHai", "ai": "### Tổ"}, NOW.date()), "vi/x.md")
    assert view.locator("h2").inner_text() == told.title
    assert view.locator("h3").all_inner_texts() == [part.title for part in told.sections[1:]]
    assert view.locator("ol > li").all_inner_texts() == ["Một", "Hai"]
    assert "###" not in view.inner_text() and "Chưa ai đối chiếu" in view.inner_text()
    phone_page.locator(".nut-xem").click()
    expect(phone_page.locator(".ke-chuyen > .phieu")).to_be_visible()


def test_a_page_read_once_takes_a_story_when_the_network_is_gone(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    opened = context.new_page()
    opened.goto(base + PATH)
    until(opened, "navigator.serviceWorker.controller")
    opened.reload()
    expect(opened.locator(".kc-nut")).to_be_visible()
    context.set_offline(True)
    opened.reload()
    fill(opened, GOOD)
    assert copied(opened) == story_marks.write(FORM, GOOD)
    context.close()


def test_the_draft_stays_in_the_device_until_it_is_wiped(phone_page: Page) -> None:
    fill(phone_page, GOOD)
    phone_page.reload()
    assert copied(phone_page) == story_marks.write(FORM, GOOD)
    phone_page.on("dialog", lambda asked: asked.accept())
    phone_page.locator(".nut-xoa").click()
    assert phone_page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('camnang.'))") == []
    phone_page.reload()
    assert phone_page.locator("#noi-dung input:checked").count() == 0
    assert phone_page.locator('[data-o="noi"] input').input_value() == ""


def test_nothing_leaves_with_personal_data_or_without_consent(phone_page: Page) -> None:
    fill(phone_page, GOOD | {"da_xin": "", "ai": "Hỏi bác Tư 0912.345.678"})
    fault = phone_page.locator('[data-o="ai"] .kc-loi')
    expect(fault).to_contain_text("số điện thoại")
    note, out = phone_page.locator(".kc-bao"), phone_page.locator(".kc-chu")
    phone_page.locator(".nut-chep").click()
    expect(note).to_have_text("Chưa điền: Lời đồng ý.")
    phone_page.locator("label", has_text="Tôi đã hỏi").click()
    for button in ("kho", "tai", "chep"):
        phone_page.locator(f".nut-{button}").click()
    expect(phone_page.locator('[data-o="ai"] textarea')).to_be_focused()
    expect(out).to_be_hidden()
    for text, found in (
        ("stk VCB 0071000123456", True),
        ("001085001234", True),
        ("Mất 50.000.000 đồng, 120 người", False),
    ):
        phone_page.locator('[data-o="ai"] textarea').fill(text)
        expect(fault).to_be_visible() if found else expect(fault).to_be_hidden()
    phone_page.locator(".nut-chep").click()
    expect(out).to_be_visible()


def test_a_phone_that_will_not_copy_is_not_said_to_have_copied(phone_page: Page) -> None:
    fill(phone_page, GOOD)
    phone_page.evaluate("document.execCommand = () => false")
    phone_page.locator(".nut-chep").click()
    expect(phone_page.locator(".kc-bao")).to_contain_text("không cho chép")
    expect(phone_page.locator(".kc-chu")).to_be_focused()


@pytest.mark.parametrize("long", [False, True])
def test_github_gets_the_page_or_an_empty_editor(browser: Browser, base: str, long: bool) -> None:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    opened = context.new_page()
    opened.clock.set_fixed_time(NOW)
    asked: list[str] = []
    context.route(f"{REPO}/**", lambda route: (asked.append(route.request.url), route.fulfill(body="kho")))
    empty, given = "&quot;kho&quot;:&quot;&quot;", f"&quot;kho&quot;:&quot;{REPO}&quot;"
    context.route(
        f"{base}{PATH}",
        lambda route: route.fulfill(content_type="text/html", body=route.fetch().text().replace(empty, given)),
    )
    opened.goto(base + PATH)
    expect(opened.locator(".kc-nut")).to_be_visible()
    told = GOOD | dict.fromkeys(
        ("ai", "kho", "ket_qua", "chua_duoc"), "Tổ có người già, người trẻ. " * (20 if long else 1)
    )
    fill(opened, told)
    with context.expect_page() as waiting:
        opened.locator(".nut-kho").click()
    waiting.value.wait_for_load_state()
    query = parse_qs(urlsplit(asked[0]).query)
    text = story_page.fill(FORM, {key: answer.strip() for key, answer in told.items()}, NOW.date())
    assert query["filename"] == ["docs/vi/dien-hinh/2026/thon-dong-xa-mau-tinh-x.md"]
    assert len(asked[0]) <= 5000 and urlsplit(asked[0]).path == "/to/kho/new/main"
    if long:
        assert "value" not in query and opened.locator(".kc-chu").input_value() == text
    else:
        assert query["value"] == [text]
    context.close()


def test_without_an_address_github_is_not_offered_blindly(phone_page: Page) -> None:
    fill(phone_page, GOOD)
    phone_page.locator(".nut-kho").click()
    expect(phone_page.locator(".kc-bao")).to_contain_text("chưa ghi địa chỉ kho")


def test_without_scripts_it_is_a_paper_form(site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    opened = context.new_page()
    opened.goto((site / PATH).as_uri())
    assert opened.locator(".ke-chuyen h3").count() == len(FORM.questions)
    assert opened.locator(".ke-chuyen").locator("input, textarea, button").count() == 0
    assert opened.locator(".ke-chuyen .ke:visible").count() == sum(
        field.lines for field in FORM.fields if field.kind in ("dong", "viet")
    )
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_the_form(browser: Browser, base: str, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(base + PATH)
    fill(opened, GOOD | {"ai": "0912 345 678"})
    for _ in range(2):
        found = Axe().run(opened).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
        opened.locator(".nut-xem").click()
    small = opened.locator(".ke-chuyen").locator("label, button, input:not(label input), textarea")
    assert [one.bounding_box() for one in small.all() if (box := one.bounding_box()) and box["height"] < 48] == []
    context.close()


def test_settings_follow_the_address_of_the_repository() -> None:
    for repo, shown in (("https://example.org/kho", '"kho":""'), (f"{REPO}/", f'"kho":"{REPO}"')):
        assert shown.replace('"', "&quot;") in story_form.render("dien-thoai", FORM, repo)
    with pytest.raises(ValueError, match="ghi «dien-thoai» hoặc «giay»"):
        story_form.render("may-tinh", FORM, REPO)
