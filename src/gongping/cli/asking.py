"""Confirming a guessed mapping column by column; every answer may come from a script through stdin."""

from __future__ import annotations

from collections.abc import Sequence

from gongping.cli.session import Session
from gongping.mapping.guessing import Draft, finish, guess_columns
from gongping.mapping.model import Mapping, Role, RoleError, parse_role
from gongping.mapping.words import Guesser
from gongping.scheme.model import Scheme
from gongping.text import Finding, Message, Refused, Text

NO_ANSWERS = Message(
    "cli.no-answers",
    Text("还有列没有确认，回答已经没有了", "the answers ended before every column was confirmed"),
    Text(
        "用 --mapping 给出对照表，或用 --yes 接受全部猜测",
        "give a mapping with --mapping, or take every guess with --yes",
    ),
)
INTRO = Text(
    "逐列确认：回车接受方括号里的猜测，- 表示不用，? 看写法。",
    "Column by column: Enter takes the guess in brackets, - means not used, ? shows what may be written.",
)
HOW = Text(
    "可写：\n  -  不用\n  unit  本行的单位（编码或名称）    question / group  本行的指标、评价主体\n"
    "  units  单位名称（名册）    units.short  简称    units.order  排序\n"
    "  tally form=表 group=评价主体 question=指标 option=选项  这一列是该选项的票数\n"
    "  turnout.returned form=表 group=评价主体  收回票数（另有 entitled present issued valid invalid）\n"
    "  marks item=项目 body=考核主体  这一列是该项目的得分\n"
    "  lookups name=名目  外部结果    numbers name=名目  数值    events kind=类型  加减分事项",
    "Write:\n  -  not used\n  unit  the row's unit (code or name)    question / group  the row's question, rater group\n"
    "  units  the unit's name (list of units)    units.short  short name    units.order  order\n"
    "  tally form=F group=G question=Q option=O  the column counts that option\n"
    "  turnout.returned form=F group=G  ballots returned (also entitled present issued valid invalid)\n"
    "  marks item=I body=B  the column holds marks of that item\n"
    "  lookups name=N  a result fixed elsewhere    numbers name=N  a number    events kind=K  events",
)


def confirm(session: Session, drafts: Sequence[Draft], scheme: Scheme) -> Mapping | None:
    """Ask about every sheet's header row and every column. Raises Refused when the answers run out."""
    guesser = Guesser(scheme)
    session.say(INTRO)
    for draft in drafts:
        _sheet(session, draft, guesser)
    return finish(drafts, guesser)


def _sheet(session: Session, draft: Draft, guesser: Guesser) -> None:
    names = session.word(Text("{names}", "{names}"), names=[s.name for s in draft.sheets[:4]])
    more = f" … {len(draft.sheets)}" if len(draft.sheets) > 4 else ""
    session.say()
    session.say(f"{draft.file.name} [{names}{more}]", "bold")
    _header(session, draft, guesser)
    for c, header in enumerate(draft.headers):
        if header:
            draft.roles[header] = _column(session, draft, c, header)
    if draft.everywhere.get("category") == "":
        draft.everywhere["category"] = _category(session, guesser)


def _header(session: Session, draft: Draft, guesser: Guesser) -> None:
    guess = ",".join(map(str, draft.header))
    while True:
        answer = _ask(session, Text("表头在第几行（两行写 3,4）", "header row (two rows: 3,4)"), guess)
        parts = answer.replace("，", ",").split(",")
        if all(p.strip().isdecimal() and p.strip() != "0" for p in parts):
            break
        session.say(Text("请写行号", "a row number, please"))
    lines = tuple(int(p) for p in parts)
    if lines != draft.header:
        draft.header, draft.headers = lines, draft.first.headers(lines)
        draft.roles.clear()
        guess_columns(draft, guesser)


def _column(session: Session, draft: Draft, c: int, header: str) -> Role:
    seen = (draft.first.text(n, c) for n in draft.first.below(draft.header))
    values = [text for text in seen if text][:3]
    sample = f"（{'、'.join(values)}）" if session.language == "zh" else f" ({', '.join(values)})"
    while True:
        answer = _ask(session, Text(f"  {header}{sample if values else ''}", f"  {header}{sample if values else ''}"),
                      str(draft.roles.get(header, Role())))  # fmt: skip
        if answer == "?":
            session.say(HOW)
            continue
        try:
            return parse_role(answer)
        except RoleError as error:
            session.say(Text(error.zh, error.en), "red")


def _category(session: Session, guesser: Guesser) -> str:
    known = Text("这些单位属于哪一类：{ids}", "the category of these units: {ids}").say(
        session.language, ids=list(guesser.categories)
    )
    while True:
        answer = _ask(session, Text(known, known), next(iter(guesser.categories)))
        if answer in guesser.categories or any(answer in words for words in guesser.categories.values()):
            return answer


def _ask(session: Session, question: Text, guess: str) -> str:
    try:
        answer = session.out.input(f"{session.word(question)} [{guess}]: ", markup=False)
    except EOFError:
        raise Refused([Finding(NO_ANSWERS)]) from None
    return answer.strip() or guess
