"""The choices a scheme must make where its plan is silent, each with what follows from it."""

from __future__ import annotations

from gongping.text import Text

AT_CUT = Text(
    "up（都进较好的等次）、down（都进较差的等次）、decide（集体研究排定次序）",
    "up (all into the better grade), down (all into the worse), decide (a collective decision orders them)",
)
AT_CUT_LISTED = Text(
    "up（按较好一侧处理：top都列入，bottom都不列入）、down（按较差一侧处理：top都不列入，bottom都列入）",
    "up (the better side: all in a top list, none in a bottom list), down (the worse side: the other way round)",
)
ROUNDING = Text(
    "floor（舍去尾数）、half_up（四舍五入）、ceil（进一）", "floor (down), half_up (to the nearest), ceil (up)"
)
BASE = Text(
    "ranked（参加排名的单位）、in_base（计入基数的单位）、graded_here（此步骤前尚无等次的）、unbarred（未被否决的）",
    "ranked (units ranked), in_base (units that count in the base), graded_here (units without a grade before this "
    "step), unbarred (units no rule has barred)",
)
BLOCKED = Text(
    "passed_over（名额顺延）、holds_place（名额空缺）",
    "passed_over (the next one moves up), holds_place (it stays empty)",
)
SMALL_GROUP = Text(
    "withhold_groups（不公布各主体得分）、one_group（并为一个主体）、join_larger（并入较大的主体）、"
    "office_paper（由牵头部门汇总纸质票）、reweight（该主体的权重分给其他主体）",
    "withhold_groups (no scores by group), one_group (all as one group), join_larger (join the larger group), "
    "office_paper (counted on paper by the lead office), reweight (its weight goes to the other groups)",
)
BREAK_BY = Text("[节点, …]（依次比较）、[]（并列）", "[node, …] (compared in turn), [] (the tie is shared)")
MEAN_OF = Text("others（不含本单位）、all（含本单位）", "others (without the unit itself), all (with it)")
