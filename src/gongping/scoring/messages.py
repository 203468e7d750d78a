"""The findings of scoring: code, what is wrong, what to do."""

from __future__ import annotations

from gongping.text import Message, Text

MISSING_FACT = Message(
    "facts.missing-value",
    Text(
        "{unit}缺少“{node}”所需的数据（{path}，条款{clause}）",
        "{unit} has no data for '{node}' ({path}, clause {clause})",
    ),
    Text(
        "在 {where}补上；尚未公布的填“待定”，不适用的填“不适用”",
        "add it in {where}; write 'pending' if not yet known, 'not_applicable' if it does not apply",
    ),
)
TOO_BIG = Message(
    "score.too-big",
    Text("节点“{path}”的结果超出可表示的范围：{reason}", "the result of node '{path}' is out of range: {reason}"),
    Text("减少小数位或换用更大的计量单位", "use fewer places or a larger unit of measure"),
)
DECISION_UNUSED = Message(
    "facts.decision-unused",
    Text("这项集体研究决定没有起作用：{reason}", "this collective decision changed nothing: {reason}"),
    Text("核对决定的类型、节点和单位；不再需要的删去这一行",
         "check its kind, node and units; where it is no longer needed, remove the row"),
)  # fmt: skip
TIE_UNDECIDED = Message(
    "result.tie-undecided",
    Text(
        "{category}“{grade}”名额线上同分：{units}（{score}分）",
        "{category}: tie at the cut of '{grade}': {units} (score {score})",
    ),
    Text(
        "按方案集体研究排序后，在 decisions 表登记（kind=tie）",
        "decide the order and register it in table decisions (kind=tie)",
    ),
)
TURNOUT_LOW = Message(
    "result.turnout-low",
    Text(
        "{form}·{unit}·{group}：{counted}{n}，未达到{of}{base}的{least}%",
        "{form} · {unit} · {group}: {counted} {n}, below {least}% of {of} {base}",
    ),
    Text("按方案重新测评，或登记处理意见", "hold the round again as the plan says, or register what was decided"),
)
STATUS_UNDECLARED = Message(
    "facts.status-undeclared",
    Text(
        "{unit}的状态是“{status}”，方案没有写明如何处理",
        "{unit} has status '{status}', which the scheme does not treat",
    ),
    Text("在方案 statuses 中写明", "declare it under statuses in the scheme"),
)
TOO_MANY_PLACES = Message(
    "facts.too-many-places",
    Text(
        "{category}：前后名额共{places}个，参加排名的单位只有{units}个",
        "{category}: top and bottom take {places} places, but only {units} units are ranked",
    ),
    Text("调整方案名额，或核对参评单位", "change the numbers in the scheme, or check the units"),
)
PENDING_PARTS = Message(
    "result.pending",
    Text(
        "{category}：{n}个单位的“{nodes}”尚未确定，本次计算未完成，不排名、不定等次",
        "{category}: '{nodes}' not yet known for {n} units; the run is incomplete and gives no rank or grade",
    ),
    Text("数据公布后重新计算", "run again when it is known"),
)
UNGRADED_LEFT = Message(
    "result.no-grade",
    Text("{category}：{units}走完各步骤后没有等次", "{category}: {units} have no grade after all steps"),
    Text("在方案等次步骤中写明", "let a step of the scheme cover them"),
)
CONDITION_MISSING = Message(
    "facts.condition-missing",
    Text("{unit}没有“{what}”的值，无法判断条件", "{unit} has no value for '{what}', so a condition cannot be judged"),
    Text("补上数据，或在条件中写明 missing: true 或 false", "add it, or say missing: true or false in the condition"),
)
OUTSIDE_FULL = Message(
    "facts.outside-full",
    Text(
        "{unit}的“{path}”为{value}，不在0到满分{full}之间",
        "{unit}: '{path}' is {value}, not between 0 and its full mark {full}",
    ),
    Text(
        "核对该项得分；方案允许的写 above、below", "check the score; where the plan allows it, say so with above, below"
    ),
)
AMOUNTS_DIFFER = Message(
    "facts.amounts-differ",
    Text(
        "“{path}”要分的总额“{node}”在{units}之间不一致", "'{path}' divides '{node}', which is not the same for {units}"
    ),
    Text("同一范围内总额须相同", "the amount must be the same for all among whom it is divided"),
)
DISCRETION = Message(
    "facts.discretion",
    Text("{unit}“{path}”登记的酌情分不能采用：{reason}", "{unit}: the points registered for '{path}' cannot stand: {reason}"),
    Text("在 decisions 表改正（kind=discretion，写明分值、理由、审定人、日期）",
         "correct it in table decisions (kind=discretion, with value, reason, approver and date)"),
)  # fmt: skip
NO_DATE = Message(
    "facts.event-date",
    Text(
        "{unit}的“{matter}”没有日期，无法判断对哪一年有影响（{path}）",
        "{unit}: '{matter}' has no date, so its year is unknown ({path})",
    ),
    Text("补上日期，如 2024-05-01", "add the date, e.g. 2024-05-01"),
)
SHARED = Message(
    "facts.shared-undeclared",
    Text("{unit}的“{matter}”由{persons}个人（单位）共享，方案没有写明怎样分（{path}）",
         "{unit}: '{matter}' is shared by {persons}, and the scheme does not say how ({path})"),
    Text("在方案该节点写 shared: divide 或 full", "write shared: divide or full at this node of the scheme"),
)  # fmt: skip
UNDEFINED = Message(
    "score.undefined",
    Text("{unit}的“{node}”（{path}）算不出来：{reason}", "{unit}: '{node}' ({path}) cannot be computed: {reason}"),
    Text(
        "核对数据；确不适用的填“不适用”，或在方案中写明这种情况怎样计",
        "check the data; write 'not_applicable' where it does not apply, or let the scheme say what then counts",
    ),
)
