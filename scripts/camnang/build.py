"""The pipeline: docs/ → checked → site/ with sheets and short codes → links proven → put in place of the old site."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from camnang import calendars, checking, codes, names, packing, strict_yaml, view
from camnang.exits import Told
from camnang.outputs import budget, csp, gallery, handouts, links, offline, pictures, search, short_codes, slim, weight
from camnang.outputs.flaw import Flaw

ENGINE = "mkdocs"  # «properdocs» builds the same tree
Say = Callable[[str], None]


class BuildError(Told):
    """The build stopped; the text says why and what to do. `code` is the exit code."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True)
class Plan:
    """What to build: `root` of the project, `out` folder, public address, day, how to report progress."""

    root: Path
    out: Path
    today: date
    site_url: str = ""
    repo_url: str = ""
    jobs: int | None = None
    engine: str = ENGINE
    offline: bool = True  # phones may keep the site; False sends them the kill switch

    @property
    def cache(self) -> Path:
        """Folder of things that can be thrown away at any time."""
        return self.root / ".cache"

    @property
    def address(self) -> str:
        """The public address: given one, or the one of mkdocs.yml."""
        return self.site_url or _site_url(self.root)


def build_site(plan: Plan, say: Say, progress: Callable[[int, int], None] | None = None) -> handouts.HandoutReport:
    """Builds everything into a folder beside `plan.out` and puts it in place only when all of it is right.

    Raises:
        BuildError: content, engine, sheets or links are not right; the old `plan.out` is untouched.
    """
    check(plan, say)
    say_placeholder(plan, say)
    with _workshop(plan.out) as folder:
        site = Path(folder) / "site"
        say("Dựng trang…")
        run_engine(plan, site)
        search.write_search(site)
        count = finish_pages(site, plan.root)
        say(f"Làm tờ in… ({count} mã ngắn)")
        report = handouts.build_handouts(
            site,
            plan.root,
            site_url=plan.address,
            today=plan.today,
            jobs=plan.jobs,
            cache=plan.cache / "handouts",
            progress=progress or (lambda done, total: None),
        )
        drawn = pictures.build_pictures(
            site,
            plan.root,
            site_url=plan.address,
            today=plan.today,
            jobs=plan.jobs,
            cache=plan.cache / "pictures",
        )
        say(f"Ảnh để gửi Zalo: {drawn} ảnh vẽ mới")
        packing.write_common(site, plan.root, plan.today, plan.cache / "packs")
        calendars.write_common(site, plan.root, plan.address, plan.today)
        gallery.fill_gallery(site, plan.cache / "gallery", plan.today)
        keep_offline(site, plan)  # after the last change of a page
        prove_links(site, plan, say)
        weigh(site, say)
        put_in_place(site, plan.out)
    return report


def check(plan: Plan, say: Say) -> None:
    """Stops the build when a rule finds an error; hints are only counted."""
    say("Kiểm nội dung…")
    outcome = checking.check(plan.root, plan.today)
    if outcome.errors:
        found = "\n".join(problem.terminal() for problem in outcome.problems if problem.severity == "loi")
        raise BuildError(f"{found}\nDừng lại: có {outcome.errors} lỗi nội dung. Trang cũ vẫn còn nguyên.")


def say_placeholder(plan: Plan, say: Say) -> None:
    """Says once that the address printed on sheets is only a placeholder."""
    if plan.address == names.PLACEHOLDER:
        say(
            f"Lưu ý: địa chỉ trang còn là chỗ giữ sẵn {names.PLACEHOLDER} Muốn mã QR mở được, thêm: --site-url https://…"
        )


def run_engine(plan: Plan, site: Path, *, serve: str = "") -> None:
    """Runs MkDocs (strict) into `site`, or its live preview on the address `serve`."""
    with tempfile.TemporaryDirectory(prefix="camnang-") as folder:
        config = write_config(replace(plan, offline=plan.offline and not serve), Path(folder))
        base = [sys.executable, "-m", plan.engine]
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
        if serve:
            subprocess.run([*base, "serve", "-f", config, "-a", serve, "-w", plan.root / "docs"], check=False, env=env)
            return
        done = subprocess.run(
            [*base, "build", "--strict", "-f", config, "-d", site],
            check=False,
            env=env,
            capture_output=True,
            text=True,
        )
    if done.returncode and os.strerror(errno.ENOSPC) in done.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(site))
    if done.returncode:
        raise BuildError(
            f"{_engine_words(done.stderr + done.stdout)}\nDừng lại: chưa dựng được trang. Trang cũ vẫn còn nguyên."
        )


def write_config(plan: Plan, folder: Path) -> Path:
    """A small mkdocs.yml that inherits the project's and fixes folders and address."""
    config: dict[str, object] = {
        "INHERIT": str(plan.root / "mkdocs.yml"),
        "docs_dir": str(plan.root / "docs"),
        "site_url": plan.address,
        "theme": {"custom_dir": str(plan.root / "overrides")},
        "extra": {"offline": plan.offline},
    }
    if plan.repo_url:
        config["repo_url"] = plan.repo_url
    file = folder / "mkdocs.yml"
    file.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    return file


def finish_pages(site: Path, root: Path) -> int:
    """After the engine: a page for each short code, pages made light, then told what they may do.

    Returns:
        How many short codes there are.

    Raises:
        BuildError: a page cannot be finished.
    """
    docs = root / "docs"
    count = short_codes.write_short_codes(site, root, codes.load(docs), view.load_words(docs))
    _stop_at([*slim.slim_files(site / weight.SCRIPTS), *slim.slim_pages(site)], "kiểu dáng có lỗi")
    _stop_at(csp.guard_pages(site), "có chỗ trình duyệt sẽ không cho chạy")
    return count


def weigh(site: Path, say: Say) -> None:
    """Stops when a page, our scripts or the whole became heavier than their budgets, else says what they weigh."""
    weights = weight.weigh_site(site)
    _stop_at(budget.check(site, weights), "có chỗ nặng quá")
    say(budget.summary(weights))


def keep_offline(site: Path, plan: Plan) -> None:
    """What phones keep of the site, or the worker that makes them forget it."""
    if plan.offline:
        offline.write_offline(site, plan.root)
    else:
        offline.write_switch(site, plan.root)


def prove_links(site: Path, plan: Plan, say: Say) -> None:
    """Runs the link check over the finished folder."""
    say("Kiểm liên kết…")
    broken = links.check_links(site)
    if broken:
        found = "\n".join(link.terminal() for link in broken)
        raise BuildError(f"{found}\nDừng lại: {len(broken)} liên kết hỏng. Trang cũ vẫn còn nguyên.")


def _stop_at(flaws: list[Flaw], why: str) -> None:
    if flaws:
        found = "\n".join(flaw.terminal() for flaw in flaws)
        raise BuildError(f"{found}\nDừng lại: {why}. Trang cũ vẫn còn nguyên.")


def put_in_place(site: Path, out: Path) -> None:
    """Swaps the finished folder in by two renames; the old one is removed last."""
    old = out.with_name(f".{out.name}.cu")
    if old.exists():
        shutil.rmtree(old)
    if out.exists():
        out.rename(old)
    try:
        site.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _workshop(out: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder on the same disk as `out`, so that the last rename is one move; leftovers of a killed run are swept."""
    out.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{out.name}.dang-dung-"
    for left in out.parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    return tempfile.TemporaryDirectory(prefix=prefix, dir=out.parent)


def _site_url(root: Path) -> str:
    """The address written in mkdocs.yml.

    Raises:
        BuildError: the file cannot be read.
    """
    loaded = strict_yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    for fault in loaded.faults:
        raise BuildError(f"mkdocs.yml:{fault.line}: {fault.message}\n    Cách sửa: {fault.fix}")
    return str(loaded.data.get("site_url") or names.PLACEHOLDER)


def _engine_words(log: str) -> str:
    """The lines of the engine's log that say what is wrong."""
    lines = [
        line
        for line in log.splitlines()
        if line.startswith(("WARNING", "ERROR", "Error", "Aborted", "camnang", "pymdownx"))
    ]
    return "\n".join(lines or log.splitlines()[-12:])
