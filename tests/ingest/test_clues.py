import datetime as dt

import pytest

from site_builder.ingest.clues import choose
from site_builder.ingest.dates_in_text import find_dates, year_by_weekday
from site_builder.ingest.reading import read_plain_text
from site_builder.model.entity import SourceRecord
from site_builder.model.problem import IngestError

NOW = dt.date(2026, 3, 1)
BODY = "The council of Harrow voted for a new swimming pool on the eastern shore, after a debate of many hours.\n"


def chosen(text, sources=()):
    clues, _ = choose(read_plain_text(text.encode(), "x.txt", NOW).clues, sources)
    return {clue.what: clue.value for clue in clues if clue.what != "language"}


def left_open(text):
    return {clue.what: clue.value for clue in choose(read_plain_text(text.encode(), "x.txt", NOW).clues)[1]}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Jul 05, 2021 05:08 PM", "2021-07-05T17:08"),
        ("5. Juli 2021, 17:08 Uhr", "2021-07-05T17:08"),
        ("giovedì 19 febbraio 2026, ore 17:08", "2026-02-19T17:08"),
        ("1er janvier 2024 à 9h30", "2024-01-01T09:30"),
        ("5 de julio de 2021", "2021-07-05"),
        ("2021-07-05T17:08:30+08:00", "2021-07-05T17:08:30+08:00"),
        ("July 5th, 2021 at 5 p.m. EST", "2021-07-05T17:00-05:00"),
        ("12 am, 5 July 2021", "2021-07-05"),
        ("13/07/2021 10:00 GMT", "2021-07-13T10:00Z"),
        ("Wed, 21 Oct 2015 07:28:00 GMT", "2015-10-21T07:28Z"),
        ("05.07.2021", "2021-07-05"),
        ("05/07/2021", None),
        ("31.02.2020", None),
        ("March 2024", None),
        ("5 July 2021 25:61", "2021-07-05"),
    ],
)
def test_dates_are_read_as_they_are_printed(text, moment):
    found = next(find_dates(text), None)
    assert (str(found.moment()) if found else None) == moment


def test_figures_that_could_be_either_are_read_as_the_language_has_them():
    assert str(next(find_dates("05/07/2021", month_first=False)).moment()) == "2021-07-05"
    assert str(next(find_dates("05/07/2021", month_first=True)).moment()) == "2021-05-07"


def test_the_year_is_the_latest_in_which_weekday_and_day_agree():
    found = next(find_dates("on Thursday (Feb. 19) the"))
    assert str(year_by_weekday(found, dt.date(2026, 11, 1))) == "2026-02-19"
    assert str(year_by_weekday(found, dt.date(2026, 2, 18))) == "2015-02-19"
    assert year_by_weekday(next(find_dates("Feb. 19")), NOW) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"Harrow votes for pool\nPublished: Jul 05, 2021\nUpdated: Jul 06, 2021\n{BODY}", "2021-07-05"),
        (f"Harrow votes for pool\n5 July 2021\n{BODY}", "2021-07-05"),
        (f"LONDON, July 5, 2021 (Reuters) - {BODY}", "2021-07-05"),
        (f"It was decided on Saturday, July 3, 2021, that {BODY}", "2021-07-03"),
        (f"It was decided on Sunday, July 3, 2021, that {BODY}", None),
        (f"It was decided on Thursday (Feb. 19) that {BODY}", "2026-02-19"),
        (f"It will be decided on Thursday (Feb. 19) that {BODY}", None),
        (f"In July 2021 and on 3 May 2019 too, {BODY}", None),
        (f"Harrow votes for pool\n05/07/2021\n{BODY}", None),
        (BODY, None),
    ],
)
def test_a_date_comes_from_a_label_a_dateline_or_a_weekday_that_agrees_and_from_nothing_else(text, date):
    assert chosen(text).get("date") == date


def test_a_cited_source_is_not_the_publisher():
    cited = "All this was reported by the SCMP, and a spokesman told Bloomberg so. Photo: VCG\n"
    assert "publisher" not in chosen(BODY + cited)
    assert left_open(BODY + cited) == {}


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"Harrow council votes for new pool | Harrow Gazette\n{BODY}", "Harrow Gazette"),
        (f"{BODY}© 2021 Harrow Gazette. All rights reserved.", "Harrow Gazette"),
        (f"Source: Harrow Gazette\n{BODY}", "Harrow Gazette"),
        (f"ROMA (ANSA) – {BODY}", "ANSA"),
    ],
)
def test_a_publisher_is_named_by_labels_and_signatures(text, publisher):
    assert chosen(text)["publisher"] == publisher


def test_who_speaks_of_an_earlier_report_is_perhaps_the_publisher_and_surely_if_sources_yml_knows_it():
    text = f"{BODY}As the Harrow Gazette wrote last week, the water is cold.\n"
    assert left_open(text)["publisher"] == "Harrow Gazette"
    assert "publisher" not in chosen(text)
    known = SourceRecord(id="gazette", name="The Gazette of Harrow", aliases=("Harrow Gazette",))
    assert chosen(text, [known])["publisher"] == "The Gazette of Harrow"


def test_a_byline_with_its_date():
    assert chosen(f"Harrow votes for pool\nBy Jane Doe | 5 July 2021\n{BODY}") == {
        "title": "Harrow votes for pool",
        "byline": "Jane Doe",
        "date": "2021-07-05",
    }


def test_an_address_and_the_day_in_it():
    text = f"https://example.org/2021/07/05/pool\n{BODY}"
    assert (chosen(text)["url"], chosen(text)["date"]) == ("https://example.org/2021/07/05/pool", "2021-07-05")


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "empty"), (b" \n \n", "empty"), (b"Home\nMenu\nSearch", "navigation")]
)
def test_a_file_without_an_article_is_a_problem(data, said):
    with pytest.raises(IngestError, match=said) as caught:
        read_plain_text(data, "x.txt", NOW)
    assert [problem.code for problem in caught.value.problems] == ["SB502"]


def test_languages_that_cannot_be_told_stay_open():
    assert read_plain_text(b"OK 12345", "x.txt", NOW).language == "und"
