"""What holds for every command: language, debug. Read from the arguments before typer sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongping.text import Language, Text


@dataclass(frozen=True)
class Settings:
    """``wrong`` says what is wrong with the global options themselves, if anything."""

    language: Language
    debug: bool
    version: bool
    help: bool
    command: str
    arguments: tuple[str, ...]
    """What is left for the command itself."""
    wrong: Text | None = None


def read_settings(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """Take ``--lang``, ``--debug`` (anywhere before ``--``) and the command's name out of the arguments."""
    own, rest, wrong, asked = list(arguments), [], None, ""
    debug = version = help_wanted = False
    while own:
        word = own.pop(0)
        if word == "--":
            rest += [word, *own]
            break
        if word == "--lang" or word.startswith("--lang="):
            asked = word.partition("=")[2] if "=" in word else (own.pop(0) if own else "")
            wrong = None if _language(asked) else _unknown_language(asked)
        elif word == "--debug":
            debug = True
        elif not _named(rest) and word in ("--version", "-V"):
            version = True
        elif not _named(rest) and word in ("--help", "-h"):
            help_wanted = True
        else:
            rest.append(word)
    command = rest.pop(0) if rest and rest[0] != "--" else ""
    language = _language(asked) or default_language(environment)
    return Settings(language, debug, version, help_wanted, command, tuple(rest), wrong)


def default_language(environment: Mapping[str, str]) -> Language:
    """GONGPING_LANG; else English where LANG starts with ``en``; else Chinese."""
    named = _language(environment.get("GONGPING_LANG", ""))
    return named or ("en" if environment.get("LANG", "").lower().startswith("en") else "zh")


def _named(rest: Sequence[str]) -> bool:
    return bool(rest)


def _language(word: str) -> Language | None:
    known: dict[str, Language] = {"zh": "zh", "en": "en"}
    return known.get(word.lower()[:2]) if word.lower()[2:3] in ("", "-", "_", ".") else None


def _unknown_language(word: str) -> Text:
    return Text(f"--lang 只能是 zh 或 en，不是“{word}”", f"--lang is zh or en, not '{word}'")
