"""``gongping schemes``: the schemes that come with the program."""

from __future__ import annotations

import typer
from rich.table import Table

from gongping.assessment import check_scheme
from gongping.cli.places import shipped
from gongping.cli.session import Session
from gongping.text import Text


def command(ctx: typer.Context) -> int:
    session: Session = ctx.obj
    table = Table(box=None, pad_edge=False, show_edge=False)
    for word in (Text("编号", "id"), Text("版本", "version"), Text("名称", "title"), Text("算例", "cases")):
        table.add_column(session.word(word), overflow="fold")
    for name, path in shipped().items():
        scheme, _ = check_scheme(path)
        cases = str(len(list((path / "cases").glob("*.yaml"))))
        if scheme is None:
            table.add_row(name, "", session.word(Text("（不能读）", "(cannot be read)")), cases)
        else:
            table.add_row(name, scheme.header.version, session.word(scheme.header.title.text), cases)
    session.out.print(table)
    return 0
