"""No test talks to anything but this machine: a connection elsewhere, or a look-up of a name, fails."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

LOCAL_NAMES = {"localhost", "localhost.localdomain", "ip6-localhost", "", None}


class NetworkBlocked(OSError):
    """A test tried to leave this machine."""


def is_local(host: object) -> bool:
    """Whether a host, as given to the socket module, is this machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _allow(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
        raise NetworkBlocked(f"tests run without network; refused: {address!r}")


def _guarded(name: str) -> Any:
    real = getattr(socket.socket, name)

    def guarded(self: socket.socket, *args: Any) -> Any:
        address = args[-1]  # sendto puts data and flags before the address
        _allow(self.family, address)
        return real(self, *args)

    return guarded


def pytest_configure(config: pytest.Config) -> None:
    """Put the guard in place before anything is collected, and take it away at the end."""
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, _guarded(name))
    look_up = socket.getaddrinfo

    def local_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_local(host) and host not in ("0.0.0.0", "::"):
            raise NetworkBlocked(f"tests run without network; refused to look up {host!r}")
        return look_up(host, *args, **kwargs)

    patch.setattr(socket, "getaddrinfo", local_look_up)
