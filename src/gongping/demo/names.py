"""Invented names: syllables put together until a name is new. No real place or person is meant."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

FIRST = "霁翎琅瑶砚荻芷蘅檀茗黛朔沐榆棠绮昕骊钰蔚"
SECOND = "岑渚隰岫澍湄濯漪泓陂沅堰麓"
STREET_SHARE = 0.3
"""Of the towns, how many are streets (街道)."""

MATTERS = (
    "支部", "干部", "档案", "水务", "林草", "粮储", "商贸", "文旅", "体育", "农技", "渔政", "气候", "测绘", "审核",
    "统筹", "协作", "外联", "后勤", "信息", "热线", "园区", "港航", "公路", "铁运", "物价", "计量", "标准", "专利",
    "科普", "教研", "医保", "疾控", "康养", "托育", "慈善", "志愿", "侨联", "工联", "青联", "妇联", "残联", "文联",
    "社科", "史志", "博物", "图书", "广电", "网信", "保密", "信访", "仲裁", "公证", "应急", "消防", "地震", "人防",
    "房管", "市容", "绿化", "环卫", "供排", "燃气", "节能", "土储", "矿产", "海洋", "湿地", "种业", "畜牧", "农机",
)  # fmt: skip
ENDINGS = ("局", "中心", "办公室", "委员会", "站", "管理处")


INNOVATIONS = (
    "红色议事亭",
    "流动党员驿站",
    "支部手拉手",
    "夜间党课",
    "网格先锋队",
    "板凳会",
    "银发宣讲团",
    "项目一线支部",
    "积分超市",
    "双报到码",
    "屋场会",
    "村企联建",
    "楼道长制",
    "党员责任田",
    "云上支部",
    "共享书记工作室",
)
"""Titles of self-chosen innovation projects."""


def place_names(random: Random) -> Iterator[tuple[str, str]]:
    """Ever new (full name, short name) of towns and streets."""
    seen = set[str]()
    while True:
        stem = random.choice(FIRST) + random.choice(SECOND)
        if stem not in seen:
            seen.add(stem)
            street = random.random() < STREET_SHARE
            yield (f"{stem}街道" if street else f"{stem}镇"), stem


def department_names(random: Random) -> Iterator[tuple[str, str]]:
    """Ever new (full name, short name) of city departments."""
    matters = list(MATTERS)
    random.shuffle(matters)
    for round_ in range(len(ENDINGS)):
        for n, matter in enumerate(matters):
            ending = ENDINGS[(n + round_) % len(ENDINGS)]
            yield f"市{matter}{ending}", f"市{matter}{ending[0]}"
