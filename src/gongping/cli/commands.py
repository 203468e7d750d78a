"""Which commands there are, in the order of an office's work. Loaded one at a time, when called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongping.text import Text


@dataclass(frozen=True)
class Known:
    """A command: the module that holds its function ``command``, and what it does in one line."""

    module: str
    says: Text


COMMANDS: Mapping[str, Known] = {
    "demo": Known("demo", Text("造一个虚构城市，算出考核结果，打开网站", "make up a city, score it, serve the site")),
    "serve": Known("serve", Text("打开网站", "serve the site")),
    "new": Known("new", Text("建立方案和数据表模板，或导入单位自己的工作簿",
                             "start from templates, or from an office's own workbooks")),
    "schemes": Known("schemes", Text("列出随程序提供的方案", "list the schemes that come with the program")),
    "lint": Known("lint", Text("检查方案和数据，列出全部问题", "check a scheme and its facts; list every finding")),
    "test": Known("test", Text("运行方案的算例", "run the cases of schemes")),
    "score": Known("score", Text("计分、排名、定等次，写出结果文件", "score, rank and grade; write the result files")),
    "explain": Known("explain", Text("一个单位的一个得分是怎么来的", "where a unit's score comes from")),
    "what-if": Known("whatif", Text("模拟测算：改一处，看谁变动", "change one thing and see who moves")),
    "verify": Known("verify", Text("由结果文件夹重新计算并核对", "recompute an output folder and compare")),
}  # fmt: skip
