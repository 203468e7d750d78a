"""The pages of refusals: what happened, and what to do now."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from gongping.text import Text
from gongping.web.shared.words import use_language

BAD = Text("请求有误", "The request is not right")
BAD_DO = Text("请从待办事项重新进入。地址打不开时，请管理员把访问用的主机名写入GONGPING_HOSTS。",
              "Start again from the home page. If no address opens, the host name must be listed in GONGPING_HOSTS.")  # fmt: skip
FORBIDDEN = Text("您的角色不能做这件事", "Your role may not do this")
FORBIDDEN_DO = Text("谁可以做，见“权限一览”；需要时请牵头部门调整角色，或由本人设置代办人（B角）。",
                    "See “Who may do what”; the lead office can change a role, or a colleague can name you as deputy.")  # fmt: skip
MISSING = Text("没有这个页面", "There is no such page")
MISSING_DO = Text(
    "地址可能有误，或者内容已不在。请从待办事项重新进入。",
    "The address may be wrong, or what it showed is gone. Start again from the home page.",
)
LARGE = Text("文件太大", "The file is too large")
LARGE_DO = Text("上传的文件不得超过{size}兆字节。扫描件可降低分辨率（200至300点/英寸）后重新上传。",
                "An upload may have at most {size} MB. Scan at a lower resolution (200 to 300 dpi) and try again.")  # fmt: skip
FAULT = Text("程序出错了", "Something went wrong in the program")
FAULT_DO = Text("没有保存的内容请重做一次；再次出现时，请把时间和正在做的事告诉管理员。",
                "Repeat what was not saved; if it happens again, tell the administrator the time and what you were doing.")  # fmt: skip
FORGED = Text(
    "这个页面开得太久，或者不是从本站提交的", "This page was open for too long, or the form did not come from this site"
)
FORGED_DO = Text(
    "请返回上一页，刷新后再提交一次。浏览器须允许本站的Cookie。",
    "Go back, reload the page and submit again. The browser must allow this site's cookies.",
)


def _page(request: HttpRequest, status: int, title: Text, do: Text, **values: object) -> HttpResponse:
    context = {
        "status": status,
        "error_title": title,
        "error_do": do.say("zh", **values),
        "error_do_en": do.say("en", **values),
    }
    return render(request, "shared/error.html", context, status=status)


def _ready(request: HttpRequest) -> None:
    if not hasattr(request, "session"):  # refused before the language was known
        use_language(settings.LANGUAGE)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    _ready(request)
    return _page(request, 400, BAD, BAD_DO)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, FORBIDDEN, FORBIDDEN_DO)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, MISSING, MISSING_DO)


def too_large(request: HttpRequest) -> HttpResponse:
    _ready(request)
    return _page(request, 413, LARGE, LARGE_DO, size=settings.UPLOAD_BYTES // 2**20)


def fault(request: HttpRequest) -> HttpResponse:
    _ready(request)
    context = {"status": 500, "error_title": FAULT, "error_do": FAULT_DO.zh, "error_do_en": FAULT_DO.en}
    # Without the request: neither the menu nor the person is asked for, so a broken database shows this page too.
    return HttpResponse(render_to_string("shared/error.html", context), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403, FORGED, FORGED_DO)
