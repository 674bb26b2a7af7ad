"""Mail by SMTP: one connection for all messages of a round, each with a text, an HTML part and the workbook.

apprise makes the connection, with its security modes and login. The message is our own: apprise gives each attempt a
new Message-ID, makes the text part from the HTML, and keeps to itself what the server answered.
"""

from __future__ import annotations

import smtplib
from base64 import encodebytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, localtime, parseaddr
from types import TracebackType
from typing import Self, cast

from apprise.plugins.email.smtp import SMTP_DEFAULT_PORTS, AppriseSMTPController

from orchestration.alerts.channels.channel import Refused, needed
from orchestration.alerts.channels.ways import Mail
from orchestration.alerts.models import Attachment, Message


class _Connection(AppriseSMTPController):
    """An open connection whose errors come through."""

    @property
    def _smtp(self) -> smtplib.SMTP:
        return cast(smtplib.SMTP, self._socket)

    def submit(self, mail: bytes, sender: str, address: str) -> None:
        """Hand over one mail; raises what smtplib raises."""
        options = () if (sender + address).isascii() else ("SMTPUTF8", "BODY=8BITMIME")
        self._smtp.sendmail(sender, [address], mail, options)

    def is_alive(self) -> bool:
        """Return whether the server still listens; many close a connection after some mails."""
        try:
            return bool(self._smtp.noop()[0] == 250)
        except (OSError, smtplib.SMTPException):
            return False


class MailChannel:
    """Hands messages to the server of the settings; for the rest see `Channel`."""

    def __init__(self, way: Mail) -> None:
        self._way = way
        self._server: _Connection | None = None
        self._encoded = _Encoded()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.__exit__(kind, error, trace)

    def send(self, message: Message, address: str) -> None:
        """Return when the server has answered 250 to the whole message."""
        mail = composed(message, self._way.sender, address)
        server = self._connected()
        try:
            server.submit(self._encoded.mail(mail, message.attachment), parseaddr(self._way.sender)[1], address)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = error.recipients[address]
            raise _refused(code, words) from error
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            self._server = None
            raise Refused(f"{self._place}: {type(error).__name__}: {error}") from error

    def probe(self) -> str:
        """Connect, encrypt and log in as for a message."""
        self._connected()
        return f"{self._place}, {self._way.security}" + (f", logged in as {self._way.user}" if self._way.user else "")

    @property
    def _port(self) -> int:
        return self._way.port or int(SMTP_DEFAULT_PORTS[self._way.security])

    @property
    def _place(self) -> str:
        return f"{self._way.host}:{self._port}"

    def _connected(self) -> _Connection:
        """Return the open connection, or a new one."""
        if self._server is not None and self._server.is_alive():
            return self._server
        way = self._way
        password = needed(way, "password", way.password) if way.user else None
        server = _Connection(
            way.host,
            self._port,
            way.security,
            way.user or None,
            password,
            socket_connect_timeout=way.timeout_seconds,
        )
        try:
            server.__enter__()
        except smtplib.SMTPAuthenticationError as error:
            reason = f"{self._place}: login of {way.user} refused ({error.smtp_code} {_plain(error.smtp_error)})"
            raise Refused(reason, is_down=True) from error
        except (OSError, smtplib.SMTPException, RuntimeError) as error:
            raise Refused(f"{self._place}: {type(error).__name__}: {error}", is_down=True) from error
        self._server = server
        return server


class _Encoded:
    """Mails as they go over the line. The same workbook goes to many in a round: the last one is encoded once."""

    #: Stands for the attachment, which is the last part, while the rest of a mail is written; base64 of itself.
    _PLACE = b"attachment"

    def __init__(self) -> None:
        self._last: tuple[bytes, bytes] = (b"", b"")

    def mail(self, mail: EmailMessage, attachment: Attachment | None) -> bytes:
        """Return `mail` with `attachment` behind its other parts."""
        if attachment:
            main, _, sub = attachment.kind.partition("/")
            mail.add_attachment(self._PLACE, maintype=main, subtype=sub, filename=attachment.name)
        is_ascii = (mail["From"].addresses[0].addr_spec + mail["To"]).isascii()
        written = mail.as_bytes(policy=SMTP if is_ascii else SMTPUTF8)
        if not attachment:
            return written
        if self._last[0] != attachment.content:
            self._last = attachment.content, encodebytes(attachment.content).strip().replace(b"\n", b"\r\n")
        before, _, after = written.rpartition(encodebytes(self._PLACE).strip())
        return before + self._last[1] + after


def composed(message: Message, sender: str, address: str) -> EmailMessage:
    """Return the mail without its attachment.

    Its Message-ID is made of the message's number, so that a mail sent twice is seen as one.
    """
    name, from_address = parseaddr(sender)
    domain = from_address.rpartition("@")[2]
    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail["From"] = Address(display_name=name, addr_spec=from_address)
    mail["To"] = address
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = f"<{message.number}.budget-warehouse@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if message.is_urgent:
        mail["X-Priority"] = "1"
    mail.set_content(message.text)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    return mail


def _refused(code: int, words: bytes | str) -> Refused:
    """Return what the server answered; 5xx is final by RFC 5321, section 4.2.1."""
    return Refused(f"SMTP {code} {_plain(words)}", is_final=code >= 500)


def _plain(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())
