"""An e-mail on its way: through the SMTP server that the environment names, and no other."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from site_builder.model.problem import ConfigError, Problem

VARIABLE = "SITE_BUILDER_SMTP_URL"
_PORTS = {"smtp": 587, "smtps": 465}
_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where e-mail is handed in."""

    host: str
    port: int
    wrapped: bool
    """Whether the connection is encrypted from the start; otherwise it is once it stands, where the server can."""
    user: str = ""
    password: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is this machine, so that nobody listens on the way."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False


def server_of(environment: Mapping[str, str] = os.environ) -> Server:
    """The server in SITE_BUILDER_SMTP_URL, as `smtps://user:password@mail.example.org`; raises ConfigError.

    User and password are percent-encoded. The ports are 587 for smtp and 465 for smtps where none is named.
    """
    url = environment.get(VARIABLE, "")
    hint = f"set {VARIABLE} to an address like smtps://user:password@mail.example.org"
    if not url:
        raise ConfigError(Problem("no server for e-mail is named", code="SB006", hint=hint))
    # The address holds a password: no complaint repeats it.
    unusable = ConfigError(Problem(f"{VARIABLE} is no address of a server for e-mail", code="SB006", hint=hint))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise unusable from None
    if not parts.hostname or parts.scheme not in _PORTS:
        raise unusable
    return Server(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        wrapped=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def send(server: Server, messages: Iterable[tuple[str, str, bytes]]) -> int:
    """Hand in *messages*: sender, recipient and bytes of each; how many were taken. Raises ConfigError.

    What was taken before a failure is told by it, so that nobody sends it twice.
    """
    taken = 0
    context = ssl.create_default_context()
    try:
        with _connected(server, context) as connection:
            if not server.wrapped and connection.has_extn("starttls"):
                connection.starttls(context=context)
                connection.ehlo()
            elif server.user and not server.wrapped and not server.is_here:
                message = f"{server.host} offers no encryption, and a password would go in the clear"
                raise ConfigError(Problem(message, code="SB603", hint="name a server by smtps://"))
            if server.user:
                connection.login(server.user, server.password)
            for sender, recipient, data in messages:
                connection.sendmail(sender, [recipient], data)
                taken += 1
    except (OSError, smtplib.SMTPException) as error:
        sent = f"; {taken:,} were sent before" if taken else ""
        message = f"{server.host}:{server.port} did not take the e-mail: {_reason(error)}{sent}"
        raise ConfigError(Problem(message, code="SB603", hint="see what the server's own log says")) from None
    return taken


def _connected(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.wrapped:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    connection.ehlo_or_helo_if_needed()
    return connection


def _reason(error: OSError | smtplib.SMTPException) -> str:
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            where, (code, said) = next(iter(refused.items()))
            return f"{where} is refused ({code} {_text(said)})"
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=said):
            return f"{code} {_text(said)}"
        case OSError(strerror=str(words)):
            return words.lower()
        case _:
            return str(error) or type(error).__name__


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
