"""The findings of reading a table: code, what is wrong, what to do."""

from __future__ import annotations

from gongping.text import Message, Text

# fmt: off


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"tables.{code}", Text(zh, en), Text(do_zh, do_en))


# Names: the form, unit, rater group … a cell speaks of.
UNKNOWN_UNIT = _message("unknown-unit", "名册中没有单位“{word}”{hint}",
    "unit '{word}' is not in the list of units{hint}", "改正编码，或在 units 表中补上这个单位",
    "correct the code, or add the unit to the table units")
UNKNOWN_FORM = _message("unknown-form", "方案中没有表“{word}”{hint}", "the scheme has no form '{word}'{hint}",
    "写方案里的表：{choices}", "write a form of the scheme: {choices}")
UNKNOWN_GROUP = _message("unknown-group", "没有评价主体“{word}”{hint}", "there is no rater group '{word}'{hint}",
    "写方案里的评价主体：{choices}", "write a rater group of the form: {choices}")
OTHER_GROUP = _message("group-does-not-rate", "评价主体“{word}”不填这张表（属于{forms}）",
    "group '{word}' does not rate on this form (it does on {forms})", "改正评价主体或表；本表的：{choices}",
    "correct the group or the form; those of this form: {choices}")
UNKNOWN_QUESTION = _message("unknown-question", "这张表没有指标“{word}”{hint}",
    "the form has no question '{word}'{hint}", "写方案里的指标：{choices}", "write a question of the form: {choices}")
UNKNOWN_OPTION = _message("unknown-option", "这一指标没有选项“{word}”{hint}", "the question has no option '{word}'{hint}",
    "写方案里的选项：{choices}", "write an option of the question: {choices}")
TAKES_RATINGS = _message("takes-ratings", "表“{form}”是打分表，不是选项表",
    "form '{form}' takes numbers, not options", "把每个人的打分写入 ratings 表",
    "put each rater's numbers into the table ratings")
TAKES_OPTIONS = _message("takes-options", "表“{form}”是选项表，不是打分表",
    "form '{form}' takes options, not numbers", "写入 ballots 或 tally 表", "use the table ballots or tally")

# The folder and its files.
NO_FOLDER = _message("no-folder", "找不到数据文件夹“{folder}”", "there is no folder '{folder}'", "检查路径",
    "check the path")
NOT_A_FOLDER = _message("not-a-folder", "“{folder}”是文件，不是文件夹", "'{folder}' is a file, not a folder",
    "给出放数据表的文件夹", "give the folder that holds the tables")
NO_TABLE = _message("missing-table", "缺少表“{table}”（{title}）", "table '{table}' ({title}) is missing",
    "在文件夹中放入 {table}.xlsx 或 {table}.csv，列：{columns}",
    "put {table}.xlsx or {table}.csv into the folder, with columns {columns}")
UNKNOWN_TABLE = _message("unknown-table", "不认识的表“{name}”{hint}", "unknown table '{name}'{hint}",
    "改用规定的文件名，或移出文件夹；可用：{tables}", "use one of the names, or move it out of the folder: {tables}")
TWO_FILES = _message("two-files", "表“{table}”有两个文件：{files}", "table '{table}' has two files: {files}",
    "只留一个", "keep one of them")
MACROS = _message("macro-workbook", "带宏的工作簿（.xlsm）不予读取", "a workbook with macros (.xlsm) is not read",
    "另存为“Excel 工作簿（.xlsx）”", "save it as an Excel workbook (.xlsx)")
OLD_WORKBOOK = _message("old-workbook", "旧格式工作簿（.xls）不予读取", "an old workbook (.xls) is not read",
    "用Excel或WPS打开，另存为“Excel 工作簿（.xlsx）”", "open it in Excel or WPS and save it as .xlsx")
WRONG_FORMAT = _message("wrong-format", "不支持的格式“{suffix}”", "format '{suffix}' is not supported",
    "另存为 .xlsx 或 UTF-8 的 .csv", "save it as .xlsx or as .csv in UTF-8")
PASSWORD = _message("password", "工作簿设有打开密码", "the workbook is protected by a password", "取消密码后重新保存",
    "remove the password and save it again")
CORRUPT = _message("corrupt", "文件损坏或不是它的后缀所说的格式：{reason}",
    "the file is damaged or not what its name says: {reason}", "用Excel或WPS打开后另存为 .xlsx，或重新导出",
    "open it in Excel or WPS and save it as .xlsx, or export it again")
UNREADABLE = _message("unreadable", "文件打不开：{reason}", "the file cannot be opened: {reason}",
    "检查权限，关闭正在使用它的程序", "check the permissions, and close the program that uses it")
TOO_LARGE = _message("too-large", "表太大：{size}", "the table is too large: {size}",
    "检查是否误填了很远的单元格；大量数据用 .parquet",
    "look for a stray cell far out; use .parquet for a great amount of data")

# A text file.
GB18030 = _message("gb18030", "文件按GB18030编码读取", "the file was read as GB18030", "不必处理；以后建议存为UTF-8",
    "nothing; UTF-8 is safer in future")
ENCODING = _message("wrong-encoding", "文字编码既不是UTF-8也不是GB18030", "the text is neither UTF-8 nor GB18030",
    "另存为“CSV UTF-8（逗号分隔）”", "save it as CSV UTF-8 (comma delimited)")
LOST_CHARACTERS = _message("lost-characters", "“{text}”中有丢失的字符（�）", "characters are lost (�) in '{text}'",
    "从原始文件重新导出", "export it again from the original")
NUL = _message("nul-bytes", "文件中有空字节（NUL），不是文本", "the file has NUL bytes: it is no text",
    "另存为“CSV UTF-8（逗号分隔）”", "save it as CSV UTF-8 (comma delimited)")
DELIMITER = _message("delimiter", "列不是用英文逗号分隔的", "the columns are not separated by commas",
    "另存为“CSV UTF-8（逗号分隔）”", "save it as CSV UTF-8 (comma delimited)")
CSV_SYNTAX = _message("csv-syntax", "CSV写法有误：{reason}", "this is not valid CSV: {reason}",
    "检查这一行及以前的引号是否成对", "check that quotes come in pairs on this line and before")
RAGGED = _message("ragged-row", "这一行有{fields}列，表头有{expected}列",
    "this row has {fields} fields, the header {expected}", "补齐或删去多余的逗号；值中有逗号的加引号",
    "add or remove commas; put quotes round a value with a comma")

# Sheets and headers.
EMPTY_SHEET = _message("empty-sheet", "表是空的", "the sheet is empty", "填入数据，或删去这个文件",
    "fill it in, or remove the file")
NO_ROWS = _message("no-rows", "只有表头，没有数据", "there is a header but no row", "填入数据，或删去这个文件",
    "fill it in, or remove the file")
SEVERAL_SHEETS = _message("several-sheets", "有几张非空的工作表：{sheets}", "several sheets are not empty: {sheets}",
    "只留一张，或把要用的一张命名为“{table}”", "keep one, or name the one to use '{table}'")
HIDDEN_SHEET = _message("hidden-sheet", "隐藏的工作表未读取：{sheets}", "hidden sheets were not read: {sheets}",
    "确认不需要；需要的取消隐藏", "make sure they are not needed, or unhide them")
NO_HEADER = _message("no-header", "前{rows}行中找不到表头", "no header was found in the first {rows} rows",
    "第一行写列名：{columns}", "write the column names in the first row: {columns}")
LATE_HEADER = _message("title-rows", "表头在第{line}行，其上各行未读取",
    "the header is on line {line}; the rows above were not read", "确认以上各行不是数据",
    "make sure the rows above are no data")
DUPLICATE_HEADER = _message("duplicate-header", "列“{column}”出现两次（另见{other}）",
    "column '{column}' stands twice (also {other})", "删去或改名其中一列", "remove or rename one of them")
UNKNOWN_COLUMN = _message("unknown-column", "不认识的列“{header}”，未读取{hint}",
    "unknown column '{header}' was not read{hint}", "不需要则不必处理；否则改为规定的列名：{columns}",
    "nothing if it is not needed, else use one of: {columns}")
MISSING_COLUMN = _message("missing-column", "缺少列“{zh}”（{column}）", "column '{column}' ({zh}) is missing",
    "补上这一列", "add the column")

# Cells.
EMPTY_CELL = _message("empty-cell", "“{column}”没有填", "'{column}' is empty",
    "填上；尚不知道的数值写“待定”，不适用的写“不适用”，没有的删去这一行",
    "fill it in: 'pending' for a value not known yet, 'not_applicable' where it does not apply, or remove the row")
MORE = _message("more", "“{column}”另有{rows}行同样的问题", "'{column}' has the same fault in {rows} more rows",
    "同上处理", "do the same")
NOT_A_NUMBER = _message("text-in-number", "“{text}”不是数{hint}", "'{text}' is not a number{hint}",
    "只写数字，如 92.5", "write digits only, such as 92.5")
NOT_A_COUNT = _message("not-a-count", "“{text}”不是非负整数{hint}", "'{text}' is not a whole number from 0{hint}",
    "写0或正整数", "write 0 or a positive whole number")
NEGATIVE_COUNT = _message("negative-count", "数目{text}小于零", "the count {text} is below zero", "写0或正整数",
    "write 0 or a positive whole number")
NOT_A_DATE = _message("not-a-date", "“{text}”不是日期{hint}", "'{text}' is not a date{hint}",
    "写成2024-03-15，或2024-03，或2024", "write it as 2024-03-15, or 2024-03, or 2024")
OLD_DATE = _message("date-1900", "日期{text}多半是被设成日期格式的数字{number}",
    "the date {text} is most likely the number {number} in a date format", "改成正确的日期，并检查单元格格式",
    "write the right date, and check the cell format")
FLOAT_NOISE = _message("float-noise", "{text}带有二进制小数误差", "{text} carries binary noise",
    "写成{number}，或写明需要的小数位数", "write {number}, or round it to the places it should have")
LONG_NUMBER = _message("long-number", "{text}超过15位，Excel会丢失末尾数字",
    "{text} has more than 15 digits: Excel loses the last ones", "把这一列设为文本格式后重新填写",
    "format the column as text and type it again")
NUMERIC_CODE = _message("numeric-code", "“{column}”列的编码存为数字（如{text}），前面的0会丢失",
    "codes in column '{column}' are stored as numbers (such as {text}): leading zeros would be lost",
    "编码没有前导0则不必处理；否则设为文本格式", "nothing if no code begins with 0, else format the column as text")
FULL_WIDTH = _message("full-width", "全角字符“{text}”按“{read}”读取", "full-width '{text}' was read as '{read}'",
    "不必处理；建议改为半角", "nothing; half-width is safer")
DATE_CELL = _message("date-cell", "应是{kind}的单元格是日期{text}（Excel内部数值{number}）",
    "a cell that should hold {kind} is the date {text} (in Excel the number {number})",
    "改单元格格式，重新填写原来的内容", "change the cell format and type the content again")
FORMULA = _message("formula", "单元格是公式，存着的结果可能已过时",
    "the cell is a formula; its stored result may be out of date", "复制后“选择性粘贴—数值”",
    "copy it and paste it as a value")
HOLLOW_FORMULA = _message("formula-no-value", "单元格是公式，没有存结果",
    "the cell is a formula without a stored result", "用Excel打开计算后，复制并“选择性粘贴—数值”",
    "open it in Excel, copy it and paste it as a value")
ERROR_CELL = _message("error-cell", "单元格是错误值{error}", "the cell holds the error {error}",
    "改正公式的来源，或直接填写数值", "mend the formula's source, or write the value itself")
MERGED = _message("merged-cells", "数据区有合并单元格{range}", "cells {range} are merged in the data",
    "取消合并，每格都填上", "unmerge them and fill in every cell")
PERCENT = _message("percent-format", "单元格显示为{shown}，读到的数是{text}",
    "the cell shows {shown}, the number read is {text}", "以百分数计的，改为常规格式并填写百分号前的数",
    "if percent is meant, use the general format and write the number before the sign")
COLUMN_TYPE = _message("column-type", "列“{column}”的类型{type}不能读取",
    "column '{column}' has type {type}, which is not read", "存为文本、整数或小数（decimal）",
    "store it as text, integers or decimals")
