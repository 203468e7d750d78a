"""The findings of the scheme loader and its lint: code, what is wrong, what to do."""

from __future__ import annotations

from gongping.text import Message, Text


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"scheme.{code}", Text(zh, en), Text(do_zh, do_en))


UNREADABLE = _message("unreadable", "方案文件打不开：{reason}", "the scheme file cannot be opened: {reason}",
                      "检查路径和权限", "check the path and the permissions")  # fmt: skip
TOO_LARGE = _message("too-large", "文件有{bytes}字节，不像方案", "{bytes} bytes: this is no scheme",
                     "给出方案的YAML文件", "give the YAML file of a scheme")  # fmt: skip
NOT_UTF8 = _message("not-utf8", "文件不是UTF-8编码", "the file is not UTF-8",
                    "在编辑器里另存为UTF-8", "save it as UTF-8 in your editor")  # fmt: skip
NOT_YAML = _message("not-yaml", "YAML写法有误：{reason}", "this is not valid YAML: {reason}",
                    "检查这一行的缩进、冒号和引号", "check indentation, colons and quotes on this line")  # fmt: skip
NOT_A_MAPPING = _message("not-a-mapping", "方案应是“键: 值”的列表", "a scheme is a mapping of sections",
                         "从 gongping new 的模板开始", "start from the template of gongping new")  # fmt: skip
SECTION_NOT_A_MAPPING = _message("section-not-a-mapping", "“{path}”下面应是“键: 值”的列表", "'{path}' must hold 'key: value' entries",
                                 "每行写一个“键: 值”，不用“- ”开头", "write one 'key: value' a line, without a leading '- '")  # fmt: skip
ANCHOR = _message("anchor", "不支持YAML的锚点和别名", "anchors and aliases are not supported",
                  "把内容直接写出来", "write the content out")  # fmt: skip
TOO_DEEP = _message("too-deep", "嵌套过深", "nested too deeply", "减少嵌套层次", "nest less")
KEY_NOT_TEXT = _message("key-not-text", "键不是文字", "a key is not a text", "写成普通的键", "write a plain key")
DUPLICATE_KEY = _message("duplicate-key", "键“{key}”重复，第{first}行已有", "key '{key}' stands twice, first on line {first}",
                         "删去其中一个", "remove one of them")  # fmt: skip
UNKNOWN_KEY = _message("unknown-key", "不认识的键“{key}”{hint}", "unknown key '{key}'{hint}",
                       "改为正确的键或删去", "correct the key or remove it")  # fmt: skip
MISSING_KEY = _message("missing-key", "缺少键“{key}”", "key '{key}' is missing",
                       "补上“{key}”", "add '{key}'")  # fmt: skip
WRONG_VALUE = _message("wrong-value", "“{key}”的值不对：{reason}", "the value of '{key}' is wrong: {reason}",
                       "改成所说的写法；各键的写法见 docs/scheme-language.md", "write what is asked for; docs/scheme-language.md describes every key")  # fmt: skip
NO_SECTION = _message("no-section", "缺少“{section}”部分", "section '{section}' is missing",
                      "补上“{section}”", "add '{section}'")  # fmt: skip
NO_CLAUSE = _message("no-clause", "“{path}”没有注明条款", "'{path}' cites no clause",
                     "写上 clause: 条款号（本级或上级）", "add clause: … here or above")  # fmt: skip
NO_OPERATOR = _message("no-operator", "节点“{path}”没有写计算方式{hint}", "node '{path}' has no operator{hint}",
                       "写一种计算方式，如 weighted、sum、ballots", "write one operator, e.g. weighted, sum, ballots")  # fmt: skip
TWO_OPERATORS = _message("two-operators", "节点“{path}”写了不止一种计算方式：{keys}", "node '{path}' has more than one operator: {keys}",
                         "拆成几个节点", "split it into several nodes")  # fmt: skip
UNKNOWN_NODE = _message("unknown-node", "“{path}”引用了不存在的节点“{name}”{hint}", "'{path}' refers to node '{name}', which does not exist{hint}",
                        "改正名称或补上该节点", "correct the name or add the node")  # fmt: skip
CYCLE = _message("cycle", "节点互相引用成环：{nodes}", "nodes refer to each other in a circle: {nodes}",
                 "数据只能单向流动，去掉其中一处引用", "data flows one way: remove one reference")  # fmt: skip
UNKNOWN_CATEGORY = _message("unknown-category", "“{section}”里的类别“{name}”没有定义{hint}", "category '{name}' in '{section}' is not declared{hint}",
                            "在 categories 中定义或改正", "declare it under categories, or correct it")  # fmt: skip
UNKNOWN_NAME = _message("unknown-name", "“{path}”里的{kind}“{name}”没有定义{hint}", "{kind} '{name}' in '{path}' is not declared{hint}",
                        "先定义，或改正名称", "declare it, or correct the name")  # fmt: skip
WEIGHTS_TOTAL = _message("weights-total", "“{path}”的权重合计{total}，应为{expected}（{weights}）", "the weights of '{path}' total {total}, not {expected} ({weights})",
                         "改正权重；确按这个合计折算的，写明 total: {total}", "correct the weights; if they are a ratio, write total: {total}")  # fmt: skip
UNDECLARED = _message("undeclared", "“{path}”没有选定：{choice}", "'{path}' does not choose {choice}",
                      "写明“{key}”，可选：{options}", "write '{key}': {options}")  # fmt: skip
BANDS_OVERLAP = _message("bands-overlap", "“{path}”的区间{first}与{second}重叠", "ranges {first} and {second} of '{path}' overlap",
                         "改正端点的开闭或数值", "correct the ends")  # fmt: skip
BANDS_GAP = _message("bands-gap", "“{path}”的区间{first}与{second}之间有空档", "there is a gap between ranges {first} and {second} of '{path}'",
                     "使区间首尾相接", "make the ranges meet")  # fmt: skip
UNREACHABLE = _message("unreachable-grade", "“{path}”的等次“{grade}”没有任何步骤能给出", "grade '{grade}' of '{path}' is given by no step",
                       "补上步骤或删去该等次", "add a step, or remove the grade")  # fmt: skip
NOT_COVERED = _message("not-covered", "“{path}”的步骤走完后可能有单位没有等次", "after the steps of '{path}' a unit may be left without a grade",
                       "最后加一步 rest，或用覆盖全部分数的分数线", "end with a step 'rest', or lines that cover every score")  # fmt: skip
NO_RATER = _message("no-rater", "“{path}”的评价主体“{group}”没有人", "rater group '{group}' of '{path}' can have nobody in it",
                    "写明该评价主体包括哪些人", "say who belongs to it")  # fmt: skip
STATUS_SILENT = _message("status-silent", "没有写明这些状态的单位如何处理：{status}", "what these statuses mean for a unit is not said: {status}",
                         "在 statuses 中写明 score、rank、grade、in_means、in_base", "state score, rank, grade, in_means, in_base under statuses")  # fmt: skip
UNKNOWN_READING = _message("unknown-reading", "没有假定“{name}”的另一种理解“{reading}”{hint}", "assumption '{name}' has no reading '{reading}'{hint}",
                           "用 gongping lint 查看可选的理解", "see the readings with gongping lint")  # fmt: skip
DUPLICATE_ASSUMPTION = _message("duplicate-assumption", "假定编号“{name}”重复", "assumption id '{name}' stands twice",
                                "换一个编号", "use another id")  # fmt: skip
ASSUMED = _message("assumed", "方案未明确：{name}，现按“{reading}”（{reason}）；另有：{alternatives}", "left open by the plan: {name}, read as '{reading}' ({reason}); else: {alternatives}",
                   "可用 what-if --assume {name}=… 试算", "try another with what-if --assume {name}=…")  # fmt: skip
FULL_MARKS_TOTAL = _message("full-marks-total", "“{path}”各部分满分合计{total}，应为{expected}（{marks}）", "the full marks of '{path}' total {total}, not {expected} ({marks})",
                            "改正各部分满分，或写明 total", "correct the full marks, or say total")  # fmt: skip
NO_PARENT = _message("no-parent", "“{path}”要用上下级，但类别“{category}”没有写明上级类别", "'{path}' needs units above and below, but category '{category}' names no such parent",
                     "在 categories 中给下级类别写 parent: 上级类别", "add parent: … to the lower category under categories")  # fmt: skip
NEEDS_GRADES = _message("needs-grades", "“{path}”要用评定后的等次，不能放在 score 中", "'{path}' reads grades, which are given after the score",
                        "移到 outcomes 中", "move it to outcomes")  # fmt: skip
NO_GRADES = _message("no-grades", "“{path}”要用类别“{category}”的等次，但它没有等次规则", "'{path}' reads grades of category '{category}', which has none",
                     "在 grades 中写明，或改用别的数据", "declare them under grades, or read something else")  # fmt: skip
UNKNOWN_PATH = _message("unknown-path", "方案里没有“{path}”：找不到“{name}”{hint}", "the scheme has no '{path}': '{name}' is not there{hint}",
                        "用方案文件里的键逐级写出", "write the keys of the scheme file, level by level")  # fmt: skip
