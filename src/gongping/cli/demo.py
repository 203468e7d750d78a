"""``gongping demo``: a made-up city as workbooks, scored like a real one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from gongping.cli.help import both
from gongping.cli.inputs import assess_folder, load
from gongping.cli.output import check_place
from gongping.cli.score import show_result, write
from gongping.cli.serve import NO_SITE, PORT, Port, check_port, has_site, prepare, serve, site_of
from gongping.cli.session import Session
from gongping.demo import City, make_city, write_city
from gongping.disclosure.release import office_release
from gongping.text import Finding, Message, Place, Refused, Text

SCHEME = "jiceng-dangjian"
HERE = "127.0.0.1"
MARK = "demo.txt"
MARK_TEXT = "公评演示：虚构的城市，可以整个删除。 Gongping demo: a made-up city; delete the folder freely.\n"

NOT_A_DEMO = Message(
    "cli.not-a-demo-folder",
    Text("{folder} 里已有别的文件，演示不写进去", "{folder} holds other files; the demo does not write there"),
    Text("用 --out 指定一个新文件夹", "name a new folder with --out"),
)

Out = Annotated[
    Path,
    typer.Option(
        "--out", "-o", metavar="DIR", help=both("写到哪里（不写为 demo）", "where to write (demo unless told)")
    ),
]
NoServe = Annotated[
    bool,
    typer.Option(
        "--no-serve",
        help=both("准备好网站但不打开", "prepare the site, do not serve it"),
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help=both("换一个数，换一座城市", "another number, another city"))]  # fmt: skip


def command(
    ctx: typer.Context, out: Out = Path("demo"), no_serve: NoServe = False, port: Port = PORT, seed: Seed = 2026
) -> int:
    """所有单位、人和票都是虚构的。\x1fEvery unit, person and ballot is made up."""
    session: Session = ctx.obj
    facts, result = out / "facts", out / "result"
    city = _write(session, out, facts, result, seed)
    assessment = assess_folder(session, load(session, SCHEME, {}), facts, {})
    written = write(session, office_release(assessment), result)
    show_result(session, assessment, result, written)
    _next_steps(session, city, facts, result)
    _site(session, out / "site", None if no_serve else port)
    return 0


def _site(session: Session, folder: Path, port: int | None) -> None:
    """The site of the made-up city, new each time, with one login per role; served unless there is no port."""
    if not has_site():
        session.say()
        session.say(NO_SITE.what)
        return
    if port is not None:
        check_port(HERE, port)
    shutil.rmtree(folder, ignore_errors=True)
    told = site_of(folder)
    site = prepare(session, told, demo=True)
    session.say()
    session.say(Text("登录网站（口令只显示这一次）", "Signing in to the site (passwords are shown this once)"), "bold")
    for login in site["logins"]:
        role = login[f"role_{session.language}"]
        session.say(f"  {login['username']:<12}{login['password']}  {role}")
    if port is not None:
        serve(session, told, HERE, port, site)
        return
    session.say(Text(f"  网站已准备好：GONGPING_HOME={folder} gongping serve",
                     f"  The site is ready: GONGPING_HOME={folder} gongping serve"))  # fmt: skip


def _write(session: Session, out: Path, facts: Path, result: Path, seed: int) -> City:
    """Make the city up and write its workbooks, into a folder that is new or an earlier demo."""
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise Refused([Finding(NOT_A_DEMO, Place(str(out)), values={"folder": str(out)})])
    check_place(result)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text(MARK_TEXT, encoding="utf-8")
    with session.progress(Text("造一座城市", "making a city up")):
        city = make_city(seed)
        files = write_city(city, facts)
    towns = sum(team.is_town for team in city.teams)
    session.say(Text(f"虚构城市：{towns}个镇街、{len(city.teams) - towns}个市直单位、{city.ballots}张票",
                     f"A made-up city: {towns} towns, {len(city.teams) - towns} departments, {city.ballots} ballots"), "bold")  # fmt: skip
    session.say(f"  {facts}/  " + "  ".join(f.name for f in files))
    return city


def _next_steps(session: Session, city: City, facts: Path, result: Path) -> None:
    unit = city.teams[-1].code
    session.say()
    session.say(Text("接着可以试", "Try next"), "bold")
    session.say(f"  gongping explain {SCHEME} {facts} {unit}")
    session.say(f"  gongping what-if {SCHEME} {facts} --assume outside-annual=as-other")
    session.say(f"  gongping verify {result}")
