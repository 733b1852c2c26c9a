"""The set-up wrapper at the root: real virtual environments, made offline from a tiny project with its own build backend."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

WRAPPER = Path(__file__).resolve().parents[1] / "camnang"

PYPROJECT = """[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "camnang"
version = "0"
"""
BACKEND = """
import pathlib, time, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    here = pathlib.Path(__file__).parent
    while (here / "cham").exists():  # held up by a test
        time.sleep(0.05)
    files = {
        "camnang.pth": str(here / "scripts") + "\\n",
        "camnang-0.dist-info/METADATA": "Metadata-Version: 2.1\\nName: camnang\\nVersion: 0\\n",
        "camnang-0.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files["camnang-0.dist-info/RECORD"] = "".join(f"{name},,\\n" for name in [*files, "camnang-0.dist-info/RECORD"])
    with zipfile.ZipFile(pathlib.Path(folder, "camnang-0-py3-none-any.whl"), "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return "camnang-0-py3-none-any.whl"

build_wheel = build_editable
"""
VERB = """import os, sys
print("việc:", *sys.argv[1:], "| trình duyệt:", os.environ.get("CAMNANG_CHROMIUM", "không"))
sys.exit(int(sys.argv[2]) if sys.argv[1:2] == ["thoát"] else 0)
"""


def make_project(folder: Path) -> Path:
    """A project that the wrapper can set up without any network."""
    package = folder / "scripts" / "camnang"
    package.mkdir(parents=True)
    for name, text in {
        "pyproject.toml": PYPROJECT,
        "backend.py": BACKEND,
        "requirements.lock": "",
        "requirements-test.lock": "# test\n",
        "scripts/camnang/__init__.py": "",
        "scripts/camnang/__main__.py": VERB,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(WRAPPER, folder / "camnang")
    return folder


def start(root: Path, *words: str, **env: str) -> subprocess.Popen[str]:
    settings = {**os.environ, "PIP_NO_INDEX": "1", "CAMNANG_CHROMIUM": "/có/sẵn", **env}
    return subprocess.Popen(
        [sys.executable, str(root / "camnang"), *words],
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def run(root: Path, *words: str, **env: str) -> tuple[int, str, str]:
    process = start(root, *words, **env)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def first_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, str, str]]]:
    """A folder with spaces and Vietnamese letters, and what two runs at the same moment said in it."""
    root = make_project(tmp_path_factory.mktemp("w") / "cẩm nang của tổ")
    both = [start(root, "build", "xin chào"), start(root, "build", "lần hai")]
    said = [process.communicate(timeout=120) for process in both]
    return root, [(process.returncode, *words) for process, words in zip(both, said, strict=True)]


@pytest.fixture
def ready(first_runs: tuple[Path, list[tuple[int, str, str]]]) -> Path:
    return first_runs[0]


@pytest.fixture(scope="module")
def wrapper() -> ModuleType:
    """The wrapper as a module, for the parts that need another machine."""
    loader = SourceFileLoader("camnang_wrapper", str(WRAPPER))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def test_two_first_runs_prepare_once_and_both_work(first_runs: tuple[Path, list[tuple[int, str, str]]]) -> None:
    _, said = first_runs
    assert [code for code, _, _ in said] == [0, 0], said
    assert {out.split("|")[0].strip() for _, out, _ in said} == {"việc: build xin chào", "việc: build lần hai"}
    assert sum("Tạo môi trường" in err for _, _, err in said) == 1


def test_next_run_is_silent_quick_and_gives_the_exit_code(ready: Path) -> None:
    begun = time.perf_counter()
    code, out, err = run(ready, "thoát", "7", "chữ có dấu")
    assert time.perf_counter() - begun < 1
    assert (code, err) == (7, "")
    assert "thoát 7 chữ có dấu" in out


def test_runs_from_another_folder(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "camnang.py").write_text("raise SystemExit(9)")  # a stranger's file must not be taken for the package
    monkeypatch.chdir(tmp_path)
    assert run(ready, "build")[0] == 0


def test_test_verb_needs_its_own_lock_which_then_serves_all(ready: Path) -> None:
    code, out, err = run(ready, "test")
    assert code == 0 and "requirements-test.lock" in err and "/có/sẵn" in out
    code, out, err = run(ready, "build")
    assert (code, err) == (0, "") and "trình duyệt: không" not in out


def test_changed_lock_prepares_again_in_place(ready: Path) -> None:
    mark = ready / ".venv" / "kept"
    mark.touch()
    (ready / "requirements.lock").write_text("# đổi\n", encoding="utf-8")
    code, _, err = run(ready, "build")
    assert code == 0 and "Chuẩn bị lại" in err and mark.exists()
    assert run(ready, "build")[2] == ""


def test_failed_install_keeps_pips_words_and_the_next_run_repairs(ready: Path) -> None:
    lock = ready / "requirements.lock"
    lock.write_text(f"khong-co-goi-nay==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    code, out, err = run(ready, "build")
    assert (code, out) == (2, "")
    assert "khong-co-goi-nay==1" in err and "Cách sửa" in err and "Traceback" not in err
    lock.write_text("", encoding="utf-8")
    code, _, err = run(ready, "build")
    assert code == 0 and "Tạo môi trường" in err


def test_killed_set_up_is_made_again(ready: Path) -> None:
    (ready / "pyproject.toml").write_text(PYPROJECT + "# đổi\n", encoding="utf-8")
    (ready / "cham").touch()
    process = start(ready, "build")
    deadline = time.monotonic() + 60
    while not (ready / ".venv" / "camnang.unfinished").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    (ready / "cham").unlink()
    assert not (ready / ".venv" / "camnang.stamp").exists()
    code, _, err = run(ready, "build")
    assert code == 0 and "Tạo môi trường" in err


def test_moved_folder_is_prepared_again(ready: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(ready, tmp_path / "chỗ mới", symlinks=True))
    code, _, err = run(moved, "build")
    assert code == 0 and "Tạo môi trường" in err


@pytest.fixture
def shut_folder() -> Iterator[Path]:
    """A project that an ordinary user can read but not write."""
    base = Path(tempfile.mkdtemp())
    root = make_project(base / "chỉ đọc")
    for path in [base, root, root / "scripts", root / "scripts" / "camnang"]:
        path.chmod(0o555)
    yield root
    for path in [base, root, root / "scripts", root / "scripts" / "camnang"]:
        path.chmod(0o755)
    shutil.rmtree(base)


def test_read_only_folder_is_said_plainly(shut_folder: Path) -> None:
    nobody = 65534 if os.geteuid() == 0 else None
    python = "/usr/bin/python3" if nobody and Path("/usr/bin/python3").exists() else sys.executable
    done = subprocess.run(
        [python, str(shut_folder / "camnang"), "build"], capture_output=True, encoding="utf-8", user=nobody, check=False
    )
    assert done.returncode == 2
    assert "Không ghi được vào thư mục" in done.stderr and "chép cả thư mục" in done.stderr


def test_old_python_can_read_the_file() -> None:
    ast.parse(WRAPPER.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_no_new_python_is_said_plainly(wrapper: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapper.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(wrapper.shutil, "which", lambda name: None)
    with pytest.raises(wrapper.SetupError, match=r"Python 3\.9, cẩm nang cần Python 3\.11"):
        wrapper.find_python()


def test_old_python_takes_a_newer_one_by_name(wrapper: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapper.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(wrapper.shutil, "which", lambda name: f"/bin/{name}" if name == "python3.12" else None)
    monkeypatch.setattr(wrapper, "works", lambda python, code: True)
    assert wrapper.find_python() == "/bin/python3.12"


Calls = list[list[str]]


@pytest.fixture
def bare(wrapper: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Calls]:
    """A machine without venv: `bare(apt=…, root=…, sudo=…)` sets it up and lists the commands that are run."""

    def machine(*, apt: bool, root: bool = False, sudo: bool = False, there: tuple[str, ...] = ()) -> Calls:
        calls: Calls = []

        def answer(command: list[str]) -> subprocess.CompletedProcess[str]:
            calls.append(command)
            wants = "ensurepip" in command[-1] or "libatomic" in command[-1]
            missing = wants and not any("install" in call for call in calls)
            return subprocess.CompletedProcess(command, int(missing), "3.11\n", "")

        present = {"apt-get": apt, "sudo": sudo, **dict.fromkeys(there, True)}
        monkeypatch.setattr(wrapper, "quiet_run", answer)
        monkeypatch.setattr(wrapper.shutil, "which", lambda name: f"/usr/bin/{name}" if present.get(name) else None)
        monkeypatch.setattr(wrapper.os, "geteuid", lambda: 0 if root else 1000)
        return calls

    return machine


@pytest.mark.parametrize(("root", "sudo", "prefix"), [(True, False, []), (False, True, ["/usr/bin/sudo", "-n"])])
def test_missing_venv_is_fetched_when_allowed(
    wrapper: ModuleType, bare: Callable[..., Calls], tmp_path: Path, root: bool, sudo: bool, prefix: list[str]
) -> None:
    calls = bare(apt=True, root=root, sudo=sudo)
    wrapper.make_venv(tmp_path, "python3")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    update, install = [*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", "python3.11-venv"]
    assert calls.index(update) < calls.index(install) < calls.index(calls[-1])
    assert calls[-1][:4] == ["python3", "-m", "venv", "--clear"]


@pytest.mark.parametrize(
    ("apt", "advice"),
    [(True, "sudo apt-get install python3.11-venv"), (False, "gói python3.11-venv bằng trình cài gói")],
)
def test_missing_venv_is_said_when_not_allowed(
    wrapper: ModuleType, bare: Callable[..., Calls], tmp_path: Path, apt: bool, advice: str
) -> None:
    calls = bare(apt=apt)
    with pytest.raises(wrapper.SetupError, match=advice):
        wrapper.make_venv(tmp_path, "python3")
    assert not any("apt-get" in call for call in calls)


@pytest.mark.parametrize(
    ("there", "wanted"), [((), ["chromium", "fonts-dejavu-core", "libatomic1"]), (("chromium",), ["libatomic1"])]
)
def test_missing_browser_is_fetched_or_said(
    wrapper: ModuleType,
    bare: Callable[..., Calls],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    there: tuple[str, ...],
    wanted: list[str],
) -> None:
    monkeypatch.delenv("CAMNANG_CHROMIUM", raising=False)
    monkeypatch.setattr(wrapper, "SYSTEM", Path("/không/có"))
    calls = bare(apt=True, root=True, there=there)
    wrapper.find_browser()
    assert calls[-1][calls[-1].index("--no-install-recommends") + 1 :] == wanted
    bare(apt=True, there=there)
    assert wrapper.find_browser() == ("/usr/bin/chromium" if there else "")
    assert f"sudo apt-get install {' '.join(wanted)}" in capsys.readouterr().err


def test_ubuntu_is_told_of_its_snap(
    wrapper: ModuleType,
    bare: Callable[..., Calls],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    system = tmp_path / "os-release"
    system.write_text('NAME="Ubuntu"\nID=ubuntu\n')
    monkeypatch.delenv("CAMNANG_CHROMIUM", raising=False)
    monkeypatch.setattr(wrapper, "SYSTEM", system)
    calls = bare(apt=True, root=True)
    assert wrapper.find_browser() == ""
    assert "sudo snap install chromium" in capsys.readouterr().err
    assert not any("chromium" in word for call in calls for word in call)


def test_wrong_hash_is_never_passed_over(wrapper: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".venv").mkdir()

    def refuse(command: list[str], **kept: object) -> subprocess.CompletedProcess[str]:
        kept["stdout"].write("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n")  # type: ignore[attr-defined]
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(wrapper.subprocess, "run", refuse)
    with pytest.raises(wrapper.SetupError, match="đừng bỏ kiểm mã"):
        wrapper.pip(tmp_path, "requirements.lock", "-r", "requirements.lock")


def test_names_no_package_registry() -> None:
    text = WRAPPER.read_text(encoding="utf-8")
    assert "://" not in text and "index-url" not in text
