"""Running one command: usage in two languages, findings as findings, and the last resort."""

from __future__ import annotations

import errno
import importlib
import os
import sys
import traceback
from difflib import get_close_matches
from typing import cast

import typer

from gongping.cli.commands import COMMANDS
from gongping.cli.envelope import envelope
from gongping.cli.help import Bilingual, overview, usage_error
from gongping.cli.session import Session
from gongping.cli.settings import Settings
from gongping.text import Refused, Text, blocking, reason_of

# typer keeps its own copy of click; this is the parent of all its errors, in every version
ClickError = cast(type[Exception], typer.BadParameter.__mro__[2])

DONE, REFUSED, FAULTY, INTERRUPTED = 0, 1, 2, 130


def run_command(settings: Settings) -> int:
    """Run the command named by the settings; gives the exit code and never raises."""
    session = Session.on_terminal(settings.language, settings.debug)
    try:
        return _guarded(settings, session)
    except BrokenPipeError:
        # whoever read our output has gone (`| head`); keep Python from complaining at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (KeyboardInterrupt, typer.Abort):
        session.complain(Text("已中断，没有写出任何结果。", "Interrupted; no result was written."))
        return INTERRUPTED


def _guarded(settings: Settings, session: Session) -> int:
    try:
        return _dispatch(settings, session)
    except Refused as refused:
        return _refused(settings, session, refused)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        return _os_error(error, session)
    except (KeyboardInterrupt, typer.Abort):
        raise
    except Exception as error:  # the last resort: a fault of the program itself
        return _unexpected(error, session)


def _refused(settings: Settings, session: Session, refused: Refused) -> int:
    """Say what stopped the work; a program that asked for JSON gets it too."""
    code = session.refused(refused.findings)
    if "--json" in settings.arguments:
        session.json(envelope(settings.command, code, session.language, refused.findings))
    return code


def _dispatch(settings: Settings, session: Session) -> int:
    if settings.wrong is not None:
        return usage_error(session, settings.wrong)
    if settings.help or (not settings.command and not settings.arguments):
        session.out.print(overview(session))
        return DONE
    known = COMMANDS.get(settings.command)
    if known is None:
        return usage_error(session, _unknown(settings.command))
    module = importlib.import_module(f"gongping.cli.{known.module}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name=settings.command, cls=Bilingual)(module.command)
    command = typer.main.get_command(app)
    try:
        code = command.main(
            list(settings.arguments), prog_name=f"gongping {settings.command}", standalone_mode=False,
            windows_expand_args=False, obj=session,
        )  # fmt: skip
    except ClickError as error:
        return usage_error(session, error, settings.command)
    if code == INTERRUPTED:  # typer has caught it
        raise KeyboardInterrupt
    return int(code or DONE)


def _unknown(name: str) -> Text:
    near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
    zh, en = (f"，是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
    return Text(f"没有命令“{name}”{zh}", f"there is no command '{name}'{en}")


def _os_error(error: OSError, session: Session) -> int:
    path = error.filename if isinstance(error.filename, str) else ""
    reason = reason_of(error)
    if error.errno == errno.ENOSPC:
        what = Text(f"磁盘已满：{path}", f"the disk is full: {path}")
        do = Text(
            "腾出空间后重试；没有写出不完整的结果", "free some space and try again; nothing was left half-written"
        )
    else:
        what = Text(f"文件操作失败：{path}（{reason.zh}）", f"{path}: {reason.en}")
        do = Text(
            "检查路径、权限，关闭正在打开它的程序后重试",
            "check the path and its permissions, close programs that hold it, try again",
        )
    session.complain(Text(f"{what.zh}\n→ 处理：{do.zh}", f"{what.en}\n→ do: {do.en}"))
    return _debug(session)


def _unexpected(error: Exception, session: Session) -> int:
    name = type(error).__name__
    session.complain(Text(
        f"程序内部错误：{name}。没有写出任何结果。\n→ 处理：请加 --debug 再运行一次，把输出发给维护者",
        f"Unexpected fault in the program: {name}. No result was written.\n"
        "→ do: run it again with --debug and send the output to the maintainers",
    ))  # fmt: skip
    return _debug(session)


def _debug(session: Session) -> int:
    if session.debug:
        traceback.print_exc()
    return FAULTY


def exit_code(findings: object) -> int:
    """2 where the input has faults, 1 where only its content forbids the result, else 0."""
    stops = blocking(findings)  # type: ignore[arg-type]
    if any(f.severity == "fault" for f in stops):
        return FAULTY
    return REFUSED if stops else DONE
