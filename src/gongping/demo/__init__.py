"""A made-up city with its workbooks, for a first look, for tests and for measuring."""

from gongping.demo.city import make_city
from gongping.demo.model import City, Size
from gongping.demo.workbooks import write_city

__all__ = ["City", "Size", "make_city", "write_city"]
