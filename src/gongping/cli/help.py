"""Usage and help in the chosen language. Help texts of options are written with ``both``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from rich.cells import cell_len
from rich.text import Text as Words

from gongping.cli.commands import COMMANDS
from gongping.cli.session import Session
from gongping.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_BETWEEN = "\x1f"

USAGE = Text("用法", "Usage")
ARGUMENTS, OPTIONS, ANYWHERE = (
    Text("参数", "Arguments"),
    Text("选项", "Options"),
    Text("各命令通用", "With every command"),
)
COMMANDS_WORD = Text("命令", "Commands")
GLOBAL = (
    ("--lang zh|en", Text("语言（也可用环境变量 GONGPING_LANG）", "language (or the variable GONGPING_LANG)")),
    ("--debug", Text("出错时显示程序内部信息", "show the program's inside on a fault")),
    ("--help", Text("本说明", "this help")),
)
ABOUT = Text(
    "公评：考核方案是一个文件，结果人人可以复算。",
    "Gongping: an assessment plan as one file, results that can be recomputed.",
)


def both(zh: str, en: str) -> str:
    """The help of an option in both languages, as one text typer can carry."""
    return f"{zh}{_BETWEEN}{en}"


def _say(text: str | None, language: Language) -> str:
    zh, _, en = (text or "").partition(_BETWEEN)
    return (zh if language == "zh" else en or zh).strip()


class Bilingual(typer.core.TyperCommand):
    """A command whose help speaks the session's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(command_help(self, ctx.find_object(Session), ctx.command_path))


def command_help(command: Any, session: Session, path: str) -> str:
    """What one command does, its arguments and its options."""
    language = session.language
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not getattr(p, "hidden", False)]
    usage = " ".join([path, *(_shown(p) for p in arguments), *(["[…]"] if options else [])])
    name = path.rpartition(" ")[2]
    lines = [f"{session.word(USAGE)}: {usage}", "", "  " + session.word(COMMANDS[name].says)]
    detail = _say(command.help, language)
    lines += ["", *("  " + line.strip() for line in detail.splitlines())] if detail else []
    lines += _section(session, ARGUMENTS, [(_shown(p), _say(p.help, language)) for p in arguments])
    lines += _section(session, OPTIONS, [(_names(p), _say(p.help, language)) for p in options])
    lines += _section(session, ANYWHERE, [(name, session.word(text)) for name, text in GLOBAL])
    return "\n".join(lines) + "\n"


def _shown(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name.upper().replace("_", "-"))
    name += "…" if parameter.nargs == -1 else ""
    return name if parameter.required else f"[{name}]"


def _names(parameter: Any) -> str:
    names = ", ".join(sorted((*parameter.opts, *parameter.secondary_opts), key=len, reverse=True))
    return names if parameter.is_flag else f"{names} {parameter.metavar or parameter.name.upper()}"


def overview(session: Session) -> Words:
    """What ``gongping`` alone says."""
    rows = [(name, session.word(known.says)) for name, known in COMMANDS.items()]
    wanted = Text("命令", "COMMAND")
    lines = [session.word(ABOUT), "", f"{session.word(USAGE)}: gongping {session.word(wanted)} […]"]
    lines += _section(session, COMMANDS_WORD, rows)
    shared = [*GLOBAL, ("--version", Text("版本", "the version"))]
    lines += _section(session, OPTIONS, [(name, session.word(text)) for name, text in shared])
    more = Text("某个命令的说明：gongping 命令 --help", "About one command: gongping COMMAND --help")
    return Words("\n".join([*lines, "", session.word(more)]))


def _section(session: Session, title: Text, rows: Iterable[tuple[str, str]]) -> list[str]:
    """Two columns, the second hanging; widths counted as a terminal shows them."""
    given = list(rows)
    if not given:
        return []
    left = min(max(cell_len(name) for name, _ in given), 28)
    room = max(session.out.width - left - 4, 24)
    lines = ["", f"{session.word(title)}:"]
    for name, says in given:
        parts = [line.plain for line in Words(says).wrap(session.out, room)] or [""]
        lines.append(f"  {name}{' ' * max(left - cell_len(name), 0)}  {parts[0].rstrip()}")
        lines += [" " * (left + 4) + part.rstrip() for part in parts[1:]]
    return lines


def usage_error(session: Session, error: Any, command: str = "") -> int:
    """Say what is wrong with the arguments and where to read on; exit code 2."""
    text = error if isinstance(error, Text) else _translated(error)
    see = f"gongping {command} --help".replace("  ", " ")
    session.complain(Text(f"{text.zh}\n→ 处理：看 {see}", f"{text.en}\n→ do: see {see}"))
    return 2


def _translated(error: Any) -> Text:
    """A usage error of typer in both languages."""
    kind, english = type(error).__name__, error.format_message().rstrip(".")
    parameter = getattr(error, "param", None)
    name = (
        "" if parameter is None else (_names(parameter) if parameter.param_type_name == "option" else _shown(parameter))
    )
    if kind == "NoSuchOption":
        near = "、".join(error.possibilities or ())
        return Text(f"没有选项 {error.option_name}" + (f"，是不是 {near}？" if near else ""), english)
    if kind == "MissingParameter":
        return Text(f"缺少 {name}", f"missing {name}")
    if kind == "BadOptionUsage":
        return Text(f"选项 {error.option_name} 的用法不对", english)
    if kind == "BadParameter" and _BETWEEN in error.message:
        zh, _, en = error.message.partition(_BETWEEN)
        return Text(f"{name} {zh}".strip(), f"{name} {en}".strip())
    if kind == "BadParameter":
        return Text(f"{name} 的值不对：{error.message}", english)
    if "extra argument" in english:
        extra = english.partition("(")[2].rstrip(")")
        return Text(f"多了参数 {extra}", english)
    return Text(f"用法不对：{english}", english)
