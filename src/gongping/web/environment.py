"""What the site is told from outside: environment variables, checked, every fault said at once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from gongping.text import Finding, Message, Place, Text, stop_on

T = TypeVar("T")
PLACE = Place("environment")


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"web.{code}", Text(zh, en), Text(do_zh, do_en))


NOT_A_SWITCH = _message("not-a-switch", "环境变量{name}的值“{value}”看不懂", "{name} is '{value}', which is neither on nor off",
                        "写on或off，或者不设这个变量", "write on or off, or leave the variable unset")  # fmt: skip
NOT_A_CHOICE = _message("not-a-choice", "环境变量{name}的值“{value}”不在可选范围内", "{name} is '{value}', which is not one of the choices",
                        "写其中之一：{choices}", "write one of: {choices}")  # fmt: skip
NOT_A_SIZE = _message("not-a-size", "环境变量{name}的值“{value}”不是1至500的整数", "{name} is '{value}', not a whole number from 1 to 500",
                      "写以兆字节计的整数，如20", "write a whole number of megabytes, such as 20")  # fmt: skip
NO_TIME_ZONE = _message("no-time-zone", "没有时区“{value}”（环境变量{name}）", "there is no time zone '{value}' ({name})",
                        "写如 Asia/Shanghai", "write one such as Asia/Shanghai")  # fmt: skip
SHORT_SECRET = _message("short-secret", "环境变量{name}太短，不足32个字符", "{name} is shorter than 32 characters",
                        "换成随机的长文本；或不设它，程序会在数据目录自建密钥", "use a long random text; or leave it unset and the program makes a key of its own in the data directory")  # fmt: skip
NO_SECRET = _message("unreadable-secret", "密钥文件读写不了：{reason}", "the key file cannot be read or written: {reason}",
                     "检查数据目录的权限", "check the permissions of the data directory")  # fmt: skip
NOT_A_DATABASE = _message("not-a-database", "环境变量{name}不是PostgreSQL或SQLite的地址", "{name} is no address of PostgreSQL or SQLite",
                          "写 postgresql://用户:口令@主机:5432/库名，或不设它而用数据目录中的SQLite",
                          "write postgresql://user:password@host:5432/name, or leave it unset to use SQLite in the data directory")  # fmt: skip
NOT_A_MAIL_SERVER = _message("not-a-mail-server", "环境变量{name}不是邮件服务器的地址", "{name} is no address of a mail server",
                             "写 smtp://用户:口令@主机:587（使用TLS）或 smtp://主机:25；不设它就不发邮件",
                             "write smtp://user:password@host:587 (with TLS) or smtp://host:25; unset, no mail is sent")  # fmt: skip
NO_DRIVER = _message("no-postgresql-driver", "要用PostgreSQL，但没有安装它的驱动", "PostgreSQL is asked for, and its driver is not installed",
                     "安装 gongping[postgres]", "install gongping[postgres]")  # fmt: skip
HOME_NOT_A_FOLDER = _message("home-not-a-folder", "数据目录{value}不是文件夹，或者不能建立：{reason}", "the data directory {value} is no folder, or cannot be made: {reason}",
                             "用GONGPING_HOME指定另一处", "name another place in GONGPING_HOME")  # fmt: skip


@dataclass
class Reader:
    """Reads variables one by one and keeps what is wrong until the end."""

    variables: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def words(self, name: str) -> list[str]:
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def switch(self, name: str) -> bool:
        word = self.text(name, "off").lower()
        if word not in ("on", "off", "1", "0", "true", "false", "yes", "no"):
            self.wrong(NOT_A_SWITCH, name)
        return word in ("on", "1", "true", "yes")

    def choice(self, name: str, *choices: str) -> str:
        word = self.text(name, choices[0]).lower()
        if word not in choices:
            self.wrong(NOT_A_CHOICE, name, choices=choices)
            return choices[0]
        return word

    def megabytes(self, name: str, default: int) -> int:
        word = self.text(name, str(default))
        if not word.isdecimal() or not 1 <= int(word) <= 500:
            self.wrong(NOT_A_SIZE, name)
            return default
        return int(word)

    def time_zone(self, name: str, default: str) -> str:
        return self.try_(name, NO_TIME_ZONE, lambda: ZoneInfo(self.text(name, default)).key) or default

    def home(self, name: str, default: str) -> Path:
        """The data directory, made when it is not there; only its owner may look inside."""
        path = Path(self.text(name, default)).expanduser().absolute()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            self.wrong(HOME_NOT_A_FOLDER, name, value=str(path), reason=error.strerror)
        return path

    def secret(self, name: str, kept: Path) -> str:
        """The key that signs sessions: from the environment, or made once and kept in the data directory."""
        told = self.text(name)
        if told and len(told) < 32:
            self.wrong(SHORT_SECRET, name, value="…")
        if told:
            return told
        try:
            return _kept_secret(kept)
        except OSError as error:
            self.wrong(NO_SECRET, name, reason=error.strerror)
            return secrets.token_urlsafe(48)

    def mail_server(self, name: str) -> tuple[str, int, str, str, bool]:
        """Host, port, user, password and whether the connection turns to TLS."""
        told = self.text(name)
        found = self.try_(name, NOT_A_MAIL_SERVER, lambda: mail_server(told), value="…") if told else None
        return found or ("", 25, "", "", False)

    def database(self, name: str, default: Path) -> dict[str, object]:
        told = self.text(name)
        if not told:
            return sqlite(default)
        return self.try_(name, NOT_A_DATABASE, lambda: database(told), value="…") or sqlite(default)

    def try_(self, name: str, message: Message, make: Callable[[], T], **values: object) -> T | None:
        try:
            return make()
        except (ValueError, KeyError, OSError):
            self.wrong(message, name, **values)
            return None

    def wrong(self, message: Message, name: str, **values: object) -> None:
        said = {"name": name, "value": self.variables.get(name, ""), **values}
        self.findings.append(Finding(message, PLACE, values=said))

    def finish(self) -> None:
        """Raise Refused with everything that was wrong."""
        stop_on(self.findings)


def _kept_secret(path: Path) -> str:
    if not path.exists():
        beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with beside.open("x", encoding="ascii") as file:
            beside.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
        beside.replace(path)
    return path.read_text(encoding="ascii").strip()


def mail_server(address: str) -> tuple[str, int, str, str, bool]:
    """A mail server from its address; anything but port 25 turns to TLS. Raises ValueError when it is none."""
    parts = urlsplit(address)
    if parts.scheme != "smtp" or not parts.hostname:
        raise ValueError(address)
    port = parts.port or 25
    return parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), port != 25


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as the embedded default: durable at every commit, and a writer takes its lock at once."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def database(address: str) -> dict[str, object]:
    """A database from its address. Raises ValueError when it is none."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
