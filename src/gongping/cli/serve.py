"""``gongping serve``: the site. Prepares it in a process of its own, says its address, and serves."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from gongping.cli.help import both
from gongping.cli.session import Session
from gongping.text import Finding, Message, Refused, Text

PORT = 8000
NO_SITE = Message(
    "cli.no-site",
    Text(
        "这一份程序没有网站部分（离线包只用于计分）",
        "this copy of the program has no site (the offline folder only scores)",
    ),
    Text("用pip安装的程序运行网站", "run the site from an installation made with pip"),
)
TAKEN = Message(
    "cli.port-taken",
    Text("{host}的端口{port}不能用：{reason}", "port {port} of {host} cannot be used: {reason}"),
    Text("用 --port 换一个端口，或停掉占用它的程序", "name another with --port, or stop the program that uses it"),
)
NOT_READY = Message(
    "cli.site-not-ready",
    Text("网站没有准备好，原因见上", "the site is not ready; the reason is above"),
    Text("改正后重试", "mend it and try again"),
)

Port = Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help=both("端口（不写为 8000）", "the port (8000 unless told)"))]  # fmt: skip
Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help=both(
    "监听地址（不写为 127.0.0.1，只有本机能打开）", "address to listen on (127.0.0.1 unless told: this machine only)"))]  # fmt: skip
Slip = Annotated[str, typer.Option("--slip", metavar="NAME", show_default=False, help=both(
    "为一个用户开具一次性口令码（口令丢失时）", "make a one-time code for a user who lost the password"))]  # fmt: skip


def command(ctx: typer.Context, port: Port = PORT, host: Host = "127.0.0.1", slip: Slip = "") -> int:
    """数据目录由环境变量 GONGPING_HOME 指定（不写为 gongping-data）。\x1fThe variable GONGPING_HOME names the data directory (gongping-data unless told)."""
    session: Session = ctx.obj
    serve(session, {}, host, port, prepare(session, {}, slip))
    return 0


def has_site() -> bool:
    """Whether this copy of the program has the site; the offline folder has none."""
    return not getattr(sys, "frozen", False) and importlib.util.find_spec("gongping.web.preparing") is not None


def prepare(session: Session, told: dict[str, str], slip: str = "", demo: bool = False) -> dict[str, Any]:
    """Bring the site's data directory up to date; gives what the site says about it. Raises Refused."""
    if not has_site():
        raise Refused([Finding(NO_SITE)])
    command = [
        sys.executable,
        "-m",
        "gongping.web.preparing",
        *(["--demo"] if demo else []),
        *(["--slip", slip] if slip else []),
    ]
    told = environment(session, told)
    with session.progress(Text("准备网站", "preparing the site")):
        done = subprocess.run(command, env=told, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        _complain(session, done.stderr)
        raise Refused([Finding(NOT_READY)])
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return said


def _complain(session: Session, words: str) -> None:
    """What the other process said: its findings, or on an unexpected fault its last line, all of it with --debug."""
    lines = words.strip().splitlines()
    faulty = any(line.startswith("Traceback") for line in lines)
    for line in lines[-1:] if faulty and not session.debug else lines:
        session.complain(line)


def environment(session: Session, told: dict[str, str]) -> dict[str, str]:
    """The environment of the site: this one's, with the language of this run where none is told."""
    return {"GONGPING_LANG": session.language, "PYTHONUTF8": "1", **os.environ, **told}


def serve(session: Session, told: dict[str, str], host: str, port: int, site: dict[str, Any]) -> None:
    """Say the address and serve until interrupted. Raises Refused when the port is taken."""
    check_port(host, port)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
    session.say()
    session.say(Text(f"网站：{address}", f"The site: {address}"), "bold")
    session.say(Text(f"数据目录：{site['home']}（Ctrl+C 停止）", f"Data directory: {site['home']} (Ctrl+C stops)"))
    say_slip(session, site, address)
    sys.stdout.flush()
    os.environ.update(environment(session, told))
    # granian and the site's settings are loaded by the process that serves, not by other commands
    from gongping.web.serving import run  # noqa: PLC0415 - see the line above

    run(host, port)


def say_slip(session: Session, site: dict[str, Any], address: str) -> None:
    """The one-time code of the first account, or of the name asked for."""
    slip = site.get("slip")
    if slip:
        name, code = slip["username"], slip["code"]
        session.say(Text(f"用户名 {name}，一次性口令码 {code}：打开 {address}o/slip/ 设定口令（只显示这一次）",
                         f"User name {name}, one-time code {code}: open {address}o/slip/ and choose a password (shown this once)"))  # fmt: skip


def check_port(host: str, port: int) -> None:
    """Raise Refused when nothing can listen there."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        values = {"host": host, "port": port, "reason": error.strerror or str(error)}
        raise Refused([Finding(TAKEN, values=values)]) from error


def site_of(folder: Path) -> dict[str, str]:
    """The variables of a site whose data directory is this folder and nothing else: a demo touches no real database."""
    return {"GONGPING_HOME": str(folder.absolute()), "DATABASE_URL": "", "MIGRATE_DATABASE_URL": "",
            "GONGPING_LANGUAGE_SWITCH": "on"}  # fmt: skip
