"""Mail against a server on loopback: what arrives, and what a refusal becomes."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from orchestration.alerts.channels.channel import NoSecret, Refused
from orchestration.alerts.channels.mail import MailChannel
from orchestration.alerts.channels.ways import Mail
from orchestration.alerts.models import Attachment, Message
from orchestration.secrets import Secret


def workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


MESSAGE = Message(
    number="0123456789",
    subject="预算数据核查 11月22日：新发现 14（未处理 14，错误 12）",
    text="正文：大关县水利局，“三公”经费。\n" + "很长的一行" * 200,
    html="<p>正文</p>",
    attachment=Attachment("问题清单-2026-11-22.xlsx", workbook()),
)


@pytest.fixture
def way(inbox: Any) -> Callable[..., Mail]:
    def made(**changed: object) -> Mail:
        usual = {
            "name": "mail", "variables": "X__", "host": "127.0.0.1", "port": inbox.port, "security": "insecure",
            "sender": "预算核查 <bw@example.gov.cn>", "timeout_seconds": 5,
        }  # fmt: skip
        return Mail(**usual | changed)

    return made


def test_what_arrives_is_what_was_sent(inbox: Any, way: Any) -> None:
    with MailChannel(way()) as channel:
        channel.send(MESSAGE, "jixiao@example.gov.cn")
    (mail,) = inbox.mails
    assert mail["Subject"] == MESSAGE.subject
    assert mail["From"].addresses[0].display_name == "预算核查"
    assert mail["To"] == "jixiao@example.gov.cn"
    assert mail["Message-ID"] == "<0123456789.budget-warehouse@example.gov.cn>"
    assert mail.get_all("Message-ID") == [mail["Message-ID"]]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime is not None
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n").rstrip("\n") == MESSAGE.text
    assert mail.get_body(("html",)).get_content().strip() == "<p>正文</p>"
    (attachment,) = mail.iter_attachments()
    assert attachment.get_filename() == "问题清单-2026-11-22.xlsx"
    assert attachment.get_content() == MESSAGE.attachment.content
    assert openpyxl.load_workbook(io.BytesIO(attachment.get_content())).sheetnames


def test_one_connection_serves_a_round_and_a_new_one_where_it_was_closed(inbox: Any, way: Any) -> None:
    with MailChannel(way()) as channel:
        for _ in range(3):
            channel.send(MESSAGE, "a@b.cn")
        assert len(inbox.sessions) == 1
        channel._server._socket.sock.shutdown(socket.SHUT_RDWR)
        channel.send(MESSAGE, "a@b.cn")
    assert (len(inbox.mails), len(inbox.sessions)) == (4, 2)


@pytest.mark.parametrize(
    ("answer", "is_final"),
    [("451 4.3.0 try later", False), ("554 5.7.1 spam", True)],
    ids=["for now", "for good"],
)
def test_a_refused_message(inbox: Any, way: Any, answer: str, is_final: bool) -> None:
    inbox.answers.append(answer)
    with MailChannel(way()) as channel:
        with pytest.raises(Refused, match=f"SMTP {answer}") as caught:
            channel.send(MESSAGE, "a@b.cn")
        assert (caught.value.is_final, caught.value.is_down) == (is_final, False)
        channel.send(MESSAGE, "a@b.cn")
    assert len(inbox.mails) == 1


def test_a_refused_address_is_final_and_stops_no_other(inbox: Any, way: Any) -> None:
    inbox.refused_addresses["gone@b.cn"] = "550 5.1.1 no such user"
    with MailChannel(way()) as channel:
        with pytest.raises(Refused, match="SMTP 550 5.1.1 no such user") as caught:
            channel.send(MESSAGE, "gone@b.cn")
        assert (caught.value.is_final, caught.value.is_down) == (True, False)
        channel.send(MESSAGE, "here@b.cn")
    assert len(inbox.mails) == 1


def test_login(inbox: Any, way: Any) -> None:
    inbox.login = ("bw", "hunter2")
    with MailChannel(way(user="bw", password=Secret("hunter2"))) as channel:
        assert "logged in as bw" in channel.probe()
    with (
        MailChannel(way(user="bw", password=Secret("wrong"))) as channel,
        pytest.raises(Refused, match="login of bw refused") as caught,
    ):
        channel.send(MESSAGE, "a@b.cn")
    assert caught.value.is_down
    assert "wrong" not in str(caught.value)
    with MailChannel(way(user="bw")) as channel, pytest.raises(NoSecret, match="set X__PASSWORD or X__PASSWORD_FILE"):
        channel.send(MESSAGE, "a@b.cn")


def test_nobody_listens(way: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with (
            MailChannel(way(port=free.getsockname()[1])) as channel,
            pytest.raises(Refused, match="ConnectionRefusedError") as caught,
        ):
            channel.probe()
    assert caught.value.is_down


def test_a_server_that_does_not_speak(way: Any) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        silent = way(port=mute.getsockname()[1], timeout_seconds=0.3)
        with MailChannel(silent) as channel, pytest.raises(Refused, match="TimeoutError|timed out") as caught:
            channel.send(MESSAGE, "a@b.cn")
    assert caught.value.is_down


def test_encryption_that_the_server_does_not_offer_is_not_done_without(inbox: Any, way: Any) -> None:
    with MailChannel(way(security="starttls")) as channel, pytest.raises(Refused, match="STARTTLS"):
        channel.send(MESSAGE, "a@b.cn")
    assert inbox.mails == []
