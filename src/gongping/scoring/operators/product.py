"""Product (乘数系数): a score times a coefficient, a rate or a share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from gongping.points import Points
from gongping.scheme.keys import Exact as Number
from gongping.scheme.keys import Wrong
from gongping.scheme.model import Node
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells
from gongping.scoring.operators.rowwise import Amount, Given, Rowwise, cell, literal, same, show
from gongping.scoring.trimmed import plain
from gongping.text import Text


def _not_zero(value: object) -> object:
    if str(value).removesuffix("%").strip("0.") == "":
        raise Wrong("不能为0", "it may not be 0")
    return value


class Product(Rowwise):
    KEY: ClassVar[str] = "product"
    KINDS: ClassVar[tuple[int, ...]] = (37, 43)
    TITLE: ClassVar[Text] = Text("相乘", "Product")
    SAYS: ClassVar[Text] = Text(
        "得分乘以系数、得分率或比例。", "Multiplies a score by a coefficient, a rate or a share."
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "各因数相乘÷divide_by；一个因数为百分数时写 divide_by: 100。",
        "All factors multiplied ÷ divide_by; where one factor is a percentage write divide_by: 100.",
    )

    product: tuple[Amount, ...] = Field(min_length=1, description="factors: numbers or nodes / 因数")
    divide_by: Annotated[Number, BeforeValidator(_not_zero)] = Field(
        default=Points(1, 0), description="divided by / 除以"
    )

    def reads(self) -> Sequence[Amount | None]:
        return self.product

    def value(self, node: Node, given: Given) -> Fraction:
        result = 1 / self.divide_by.fraction
        for factor in self.product:
            result *= given(factor)
        return result

    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        line = " × ".join(show(a, node, context, row) for a in self.product)
        yield same(line if self.divide_by.fraction == 1 else f"{line} ÷ {plain(self.divide_by.fraction)}")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        line = "*".join(cell(a, node, cells, row) for a in self.product)
        return line if self.divide_by.fraction == 1 else f"{line}/{literal(self.divide_by.fraction)}"
