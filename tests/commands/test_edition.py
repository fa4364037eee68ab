"""An edition tells of its days, goes out whole, and fails without having sent or written anything unsaid."""

import datetime as dt
import email
import json
import shutil
import socket
import ssl
import subprocess
from email import policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from click.testing import CliRunner

from site_builder.cli import cli
from site_builder.commands.sending import VARIABLE, Server, send, server_of
from site_builder.model.problem import ConfigError

SETTINGS = """\
title: The Desk
base_url: https://example.org/news
editions: weekly
publisher: {name: "Desk, Ltd."}
mail: {sender: desk@example.org, unsubscribe: "https://example.org/no-more"}
"""
BRIEFING = "---\ntitle: {title}\ndate: {date}\nsummary: What {title} says.\n{more}---\n\nText of {title}.\n"
DAYS = {
    "sunday-before": "2026-02-15",
    "monday": "2026-02-16T00:00",
    "thursday": "2026-02-19",
    "sunday": "2026-02-22T23:59",
    "monday-after": "2026-02-23",
}


def write(root, name, title, date, more=""):
    folder = root / "content/briefings"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(BRIEFING.format(title=title, date=date, more=more), encoding="utf-8")


@pytest.fixture
def site(tmp_path):
    root = tmp_path / "site"
    for name, date in DAYS.items():
        write(root, name, f"On {name}", date)
    write(root, "draft", "A draft", "2026-02-18", "status: draft\n")
    (root / "content/site.yml").write_text(SETTINGS, encoding="utf-8")
    return root


@pytest.fixture
def run(site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 2026-06-01

    def call(*options):
        return CliRunner().invoke(cli, ["-C", str(site), "edition", *options], standalone_mode=False)

    return call


def written(site, name="2026-W08"):
    data = (site / f"editions/{name}.eml").read_bytes()
    return data, email.message_from_bytes(data, policy=policy.default)


def body(message, kind):
    part = message.get_body((kind,))
    assert part is not None
    return part.get_content()


def test_a_week_goes_from_monday_to_sunday_without_drafts(site, run):
    assert run("--week", "2026-W08").return_value == 0
    _, message = written(site)
    text = body(message, "plain")
    html = body(message, "html")
    for part in (text, html):
        assert [name for name in DAYS if f"/briefings/{name}/" in part] == ["monday", "thursday", "sunday"]
        assert "A draft" not in part
        assert "https://example.org/news/briefings/thursday/" in part
        assert "https://example.org/news/editions/2026-W08/" in part
        assert "https://example.org/no-more" in part
    # Newest first.
    assert text.index("On sunday") < text.index("On thursday") < text.index("On monday")
    assert message["Subject"] == "The Desk – Week 8, 2026"
    assert message["From"].addresses[0].display_name == "Desk, Ltd."
    assert "<img" not in html
    assert "<link" not in html


def test_the_file_says_the_same_on_any_day(site, run, monkeypatch):
    run("--week", "2026-W08")
    first, message = written(site)
    assert message["Date"].datetime == dt.datetime(2026, 2, 23, tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    shutil.rmtree(site / ".site-builder")
    run("--week", "2026-W08")
    assert written(site)[0] == first
    run("--week", "2026-W08", "--now", "2026-02-23T08:00+0100")
    assert written(site)[1]["Date"] == "Mon, 23 Feb 2026 08:00:00 +0100"


def test_any_days_make_an_edition_both_ends_included(site, run):
    assert run("--since", "2026-02-15", "--until", "2026-02-16").return_value == 0
    _, message = written(site, "2026-02-15--2026-02-16")
    text = body(message, "plain")
    assert [name for name in DAYS if f"/briefings/{name}/" in text] == ["sunday-before", "monday"]
    assert message["Subject"] == "The Desk – 15 February 2026 to 16 February 2026"
    # There is no page for these days.
    assert "/editions/" not in text


def test_the_file_goes_where_it_is_told_to_and_names_whom_it_is_for(site, run, tmp_path):
    assert run("--week", "2026-w8", "--to", "reader@example.net", "-o", str(tmp_path / "x.eml")).return_value == 0
    message = email.message_from_bytes((tmp_path / "x.eml").read_bytes(), policy=policy.default)
    assert message["To"] == "reader@example.net"
    assert not (site / "editions").exists()


def test_hostile_titles_stay_text(site, run):
    title = '"</style><script>alert(1)</script> & ]]>'
    (site / "content/briefings/thursday.md").write_text(
        f"---\ntitle: {json.dumps(title)}\ndate: 2026-02-19\nsummary: s\n---\n", encoding="utf-8"
    )
    result = run("--week", "2026-W08")
    assert (result.return_value, result.stderr.count("error")) == (0, 0), result.stderr
    _, message = written(site)
    html = body(message, "html")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)</script> & ]]>" in body(message, "plain")


@pytest.mark.parametrize(
    ("options", "settings", "code", "words"),
    [
        (("--week", "2026-W20"), SETTINGS, "SB601", "no briefing from 2026-05-11 to 2026-05-17"),
        (("--week", "2026-W54"), SETTINGS, "SB006", "no week '2026-W54'"),
        (("--week", "2025-W53"), SETTINGS, "SB006", "no week '2025-W53'"),
        (("--week", "last"), SETTINGS, "SB006", "no week 'last'"),
        (("--since", "2026-02-20", "--until", "2026-02-19"), SETTINGS, "SB006", "cannot end (2026-02-19)"),
        (("--week", "2026-W08"), SETTINGS.replace("sender: desk@example.org, ", ""), "SB602", "needs an address"),
        (("--week", "2026-W08"), SETTINGS.replace("desk@", "desk at "), "SB602", "should be an address"),
        (("--week", "2026-W08", "--to", "a@b, c@d"), SETTINGS, "SB602", "`--to`"),
        (("--week", "2026-W08", "--to", "a@example.net", "--send"), SETTINGS, "SB006", "no server for e-mail"),
        (("--week", "2026-W08"), SETTINGS.replace("title:", "titel:"), "SB102", "titel"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(site, run, options, settings, code, words):
    (site / "content/site.yml").write_text(settings, encoding="utf-8")
    result = run(*options, "--format", "json")
    assert result.return_value == 1
    problems = json.loads(result.stdout)["problems"]
    assert any(problem["code"] == code and words in problem["message"] for problem in problems)
    assert not (site / "editions").exists()


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--week", "2026-W08", "--since", "2026-02-01"),
        ("--week", "2026-W08", "--until", "2026-02-01"),
        ("--until", "2026-02-01"),
        ("--week", "2026-W08", "--send"),
        ("--week", "2026-W08", "--to", "a@example.net", "--to", "b@example.net"),
        ("--since", "yesterday"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(run, options):
    result = run(*options)
    assert "Usage" in type(result.exception).__name__ or "BadParameter" in type(result.exception).__name__


# --- Sending, to a server on this machine ---


class Mailbox:
    """Keeps what it is given; refuses whoever is called nobody."""

    def __init__(self):
        self.taken = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("nobody@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        return "250 OK"


def serving(mailbox, **options):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    return controller


@pytest.fixture
def mailbox(monkeypatch):
    box = Mailbox()
    controller = serving(box)
    monkeypatch.setenv(VARIABLE, f"smtp://127.0.0.1:{controller.port}")
    yield box
    controller.stop()


def test_a_server_receives_it_whole_once_for_each(site, run, mailbox):
    options = ("--week", "2026-W08", "--send", "--to", "a@example.net", "--to", "b@example.net")
    result = run(*options)
    assert result.return_value == 0
    assert result.stdout == "sent 3 briefings to 2 addresses\n"
    assert [(sender, to) for sender, to, _ in mailbox.taken] == [
        ("desk@example.org", ("a@example.net",)),
        ("desk@example.org", ("b@example.net",)),
    ]
    for (_, (to,), data), other in zip(mailbox.taken, ("b@example.net", "a@example.net"), strict=True):
        message = email.message_from_bytes(data, policy=policy.default)
        assert message.defects == []
        assert message["To"] == to
        assert other.encode() not in data
        # What is sent says when it was.
        assert message["Date"].datetime == dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
        assert "On thursday" in body(message, "html")
    assert not (site / "editions").exists()


MESSAGE = b"Subject: x\r\n\r\n.\r\n..\r\nFrom here\r\n"


def test_lines_that_begin_with_a_dot_arrive_as_they_were(mailbox):
    assert send(server_of(), [("a@example.org", "b@example.org", MESSAGE)]) == 1
    assert mailbox.taken[0][2] == MESSAGE


def test_a_refusal_is_told_with_what_was_sent_before(mailbox):
    messages = [("a@example.org", to, MESSAGE) for to in ("b@example.org", "nobody@example.org", "c@example.org")]
    with pytest.raises(ConfigError) as caught:
        send(server_of(), messages)
    (problem,) = caught.value.problems
    assert problem.code == "SB603"
    assert "nobody@example.org is refused (550 no such person); 1 were sent before" in problem.message
    assert len(mailbox.taken) == 1


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(ConfigError) as caught:
        send(Server(host="127.0.0.1", port=9, wrapped=False), [])
    assert caught.value.problems[0].code == "SB603"
    assert "127.0.0.1:9" in caught.value.problems[0].message


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # aiosmtpd, rightly
def test_a_password_is_given_and_a_wrong_one_is_told_without_repeating_it():
    def known(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data == LoginPassword(b"me@desk", b"p:w/1")
        return AuthResult(success=right, handled=False)

    box = Mailbox()
    controller = serving(box, authenticator=known, auth_require_tls=False, auth_required=True)
    try:
        port = controller.port
        right = server_of({VARIABLE: f"smtp://me%40desk:p%3Aw%2F1@127.0.0.1:{port}"})
        assert send(right, [("a@example.org", "b@example.org", MESSAGE)]) == 1
        wrong = server_of({VARIABLE: f"smtp://me%40desk:s3cret@127.0.0.1:{port}"})
        with pytest.raises(ConfigError) as caught:
            send(wrong, [("a@example.org", "b@example.org", MESSAGE)])
        assert "s3cret" not in str(caught.value)
        assert len(box.taken) == 1
    finally:
        controller.stop()


def test_a_server_that_cannot_prove_its_name_gets_nothing(tmp_path):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    files = ["-keyout", tmp_path / "key.pem", "-out", tmp_path / "own.pem"]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", *files]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem", tmp_path / "key.pem")
    box = Mailbox()
    controller = serving(box, tls_context=context)
    try:
        with pytest.raises(ConfigError) as caught:
            send(
                server_of({VARIABLE: f"smtp://127.0.0.1:{controller.port}"}), [("a@b.example", "c@d.example", MESSAGE)]
            )
        assert "certificate" in caught.value.problems[0].message.lower()
        assert box.taken == []
    finally:
        controller.stop()


@pytest.mark.parametrize(
    ("url", "host", "port", "wrapped"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, False),
        ("smtps://u:p@mail.example.org", "mail.example.org", 465, True),
        ("smtp://[::1]:2525", "::1", 2525, False),
    ],
)
def test_the_address_of_a_server_is_read(url, host, port, wrapped):
    server = server_of({VARIABLE: url})
    assert (server.host, server.port, server.wrapped) == (host, port, wrapped)


@pytest.mark.parametrize(
    "url", ["", "mail.example.org", "http://s3cret@x", "smtp://", "smtp://u:s3cret@h:port", "smtp://["]
)
def test_an_address_of_no_server_is_told_without_repeating_it(url):
    with pytest.raises(ConfigError) as caught:
        server_of({VARIABLE: url})
    assert caught.value.problems[0].code == "SB006"
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "here"), [("localhost", True), ("127.0.0.9", True), ("::1", True), ("mail.example.org", False)]
)
def test_only_this_machine_is_trusted_with_a_password_in_the_clear(host, here):
    assert Server(host=host, port=25, wrapped=False).is_here == here
