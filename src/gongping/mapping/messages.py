"""The findings of mapping an office's workbooks."""

from __future__ import annotations

from gongping.text import Message, Text

# fmt: off


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"mapping.{code}", Text(zh, en), Text(do_zh, do_en))


BAD_ROLE = _message("bad-role", "“{column}”的写法“{role}”不对：{reason}", "'{column}: {role}' cannot be read: {reason}",
    "写 -（不用）、字段名，或“表 字段=值…”，如 marks item=B1 body=市委组织部",
    "write - (not used), a field, or «table field=value …», e.g. marks item=B1 body=org")
NO_FILE = _message("no-file", "没有文件符合“{file}”", "no file matches '{file}'",
    "改正对照表里的 file，或在命令行给出这个文件", "correct 'file' in the mapping, or name the file on the command line")
NO_SHEET = _message("no-sheet", "{file} 里没有工作表符合“{sheet}”，现有：{sheets}", "{file} has no sheet that matches '{sheet}'; it has: {sheets}",
    "改正对照表里的 sheet", "correct 'sheet' in the mapping")
NO_COLUMN = _message("no-column", "没有“{column}”这一列{hint}", "there is no column '{column}'{hint}",
    "改正对照表里的列标题或表头行 header；本表有：{headers}", "correct the header or 'header' in the mapping; the sheet has: {headers}")
UNUSED_COLUMN = _message("unused-column", "“{column}”这一列对照表里没有写，不读", "column '{column}' is not in the mapping and is not read",
    "要读就写进 columns；不要就写 -", "add it to 'columns', or write - to say that it is not wanted")
NOT_TAKEN = _message("not-taken", "从“{where}”取不出“{field}”（{text}）", "'{field}' cannot be taken from '{where}' ({text})",
    "改正 pattern；圆括号里是要取的部分", "correct the pattern; the part in brackets is what is taken")
BAD_PATTERN = _message("bad-pattern", "“{pattern}”不是正确的匹配式：{reason}", "'{pattern}' is no pattern: {reason}",
    "改正它；(.+) 表示任意文字", "correct it; (.+) stands for any text")
NO_VALUE_FIELD = _message("no-rows", "{file} 的工作表“{sheet}”没有读出任何一行", "sheet '{sheet}' of {file} gave no row at all",
    "核对表头行 header 和 columns", "check 'header' and 'columns'")
FORMULA = _message("formula", "这一格是公式，取表里已算好的值“{text}”", "this cell is a formula; its last computed value '{text}' is taken",
    "核对这个值", "check the value")
BAD_CELL = _message("bad-cell", "这一格是错误值{text}", "this cell holds an error {text}", "改正后再读", "correct it and read again")
