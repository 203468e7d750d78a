"""Help, languages, usage errors: in both languages, by exit code, never a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongping import __version__
from gongping.cli.commands import COMMANDS
from gongping.cli.main import main
from gongping.cli.settings import default_language, read_settings
from tests.cli.conftest import Run

HAN = re.compile("[一-鿿]")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_speaks_the_chosen_language(command: str, gongping: Run) -> None:
    chinese, english = gongping(command, "--help"), gongping(command, "--help", "--lang", "en")
    assert (chinese.code, english.code) == (0, 0)
    assert "用法" in chinese.out
    assert COMMANDS[command].says.zh in chinese.out
    assert COMMANDS[command].says.en in english.out
    assert not HAN.search(english.out)
    assert "\x1f" not in chinese.out + english.out


def test_the_overview_names_every_command(gongping: Run) -> None:
    for arguments in ((), ("--help",)):
        said = gongping(*arguments)
        assert said.code == 0
        assert all(name in said.out for name in COMMANDS)
    assert not HAN.search(gongping("--lang", "en").out)


def test_version(gongping: Run) -> None:
    assert gongping("--version").out == f"gongping {__version__}\n"


def test_the_version_is_there_at_once() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "gongping", "--version"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.2


@pytest.mark.parametrize(
    ("environment", "language"),
    [({}, "zh"), ({"LANG": "en_US.UTF-8"}, "en"), ({"LANG": "C.UTF-8"}, "zh"), ({"LANG": "zh_CN.UTF-8"}, "zh"),
     ({"LANG": "en_GB", "GONGPING_LANG": "zh"}, "zh"), ({"GONGPING_LANG": "en"}, "en"), ({"GONGPING_LANG": "fr"}, "zh")],
)  # fmt: skip
def test_the_language_without_being_told(environment: dict[str, str], language: str) -> None:
    assert default_language(environment) == language


def test_global_options_stand_anywhere() -> None:
    one = read_settings(["--lang", "en", "score", "A", "--debug", "B"], {})
    assert (one.language, one.command, one.arguments, one.debug) == ("en", "score", ("A", "B"), True)
    assert read_settings(["score", "--", "--lang"], {}).arguments == ("--", "--lang")


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["scor"], "没有命令“scor”，是不是 score？", "there is no command 'scor'; did you mean score?"),
        (["score"], "缺少 SCHEME", "missing SCHEME"),
        (["lint", "a", "b", "c"], "多了参数", "extra argument"),
        (["lint", "a", "--jsn"], "没有选项 --jsn", "--jsn"),
        (["score", "a", "b"], "缺少 --out", "missing"),
        (["score", "a", "b", "--out"], "用法不对", "--out"),
        (["what-if", "a", "b"], "没有写要改什么", "nothing to change"),
        (["what-if", "a", "b", "--weight", "x"], "应写作 路径=值", "must be written path=value"),
        (["what-if", "a", "b", "--assume", "x"], "应写作 编号=理解", "must be written ID=READING"),
        (["demo", "--seed", "x"], "--seed", "--seed"),
        (["--lang", "fr", "score"], "--lang 只能是 zh 或 en", "--lang is zh or en"),
        (["new", "x", "y"], "--from-workbook", "--from-workbook"),
    ],
)
def test_a_usage_error_says_what_and_where_to_read(arguments: list[str], zh: str, en: str, gongping: Run) -> None:
    said = gongping(*arguments)
    assert said.code == 2
    assert zh in said.err
    assert "→ 处理：看 gongping" in said.err
    english = gongping(
        "--lang", "en", *[a for a in arguments if a not in ("--lang", "fr")] if "fr" not in arguments else arguments
    )
    assert english.code == 2
    if "fr" not in arguments:
        assert en in english.err
        assert not HAN.search(english.err)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    command=st.sampled_from([*(c for c in COMMANDS if c not in ("demo", "new")), "", "x"]),
    words=st.lists(st.one_of(
        st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=12),
        st.sampled_from(["--json", "--out", "--lang", "--debug", "-", "--", "jiceng-dangjian", "--weight", "a=b", "--help",
                         "--assume", "--fingerprint", "--all", "a.b.c=1", "\0", "/", "."]),
    ), max_size=5),
)  # fmt: skip
def test_no_arguments_give_a_traceback(
    command: str, words: list[str], capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path_factory.mktemp("garbage"))
    arguments = [command, *(w for w in words if w != "--debug")] if command else words
    assert main(arguments) in (0, 1, 2)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "程序内部错误" not in said.err, said.err


def test_an_unexpected_fault_names_itself(gongping: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("gongping.cli.schemes.shipped", broken)
    said = gongping("schemes")
    assert said.code == 2
    assert "ZeroDivisionError" in said.err
    assert "--debug" in said.err


def test_debug_shows_the_inside(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("gongping.cli.schemes.shipped", broken)
    assert main(["schemes", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_fault() -> None:
    command = f"{sys.executable} -m gongping test jiceng-dangjian | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_terminal_without_chinese_gets_no_fault() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin", "LANG": "C"}
    done = subprocess.run([sys.executable, "-m", "gongping"], env=environment, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr == b""
