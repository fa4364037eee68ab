from __future__ import annotations

import pytest

from site_builder.model.problem import Problem, PublishError, ThemeError
from site_builder.publish import switch
from site_builder.publish.edition import Output, publish
from site_builder.publish.record import read_record
from tests.publish.folders import ONE, SPARE, TWO, nothing_left_beside, put, snapshot, tree


def test_names_that_may_not_be_are_told_all_at_once(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)
    with pytest.raises(PublishError) as caught:
        put(output, {"index.html": "x", "../escape": "x", "a": "x", "a/b": "x", "A/B": "y"})
    assert [problem.code for problem in caught.value.problems] == ["SB404", "SB130", "SB130"]
    assert snapshot(output) == before
    assert nothing_left_beside(output)


@pytest.mark.parametrize(
    "error", [ThemeError(Problem("a template fails", code="SB303")), KeyboardInterrupt(), ValueError()]
)
def test_what_goes_wrong_while_pages_are_made_leaves_the_output_as_it_was(tmp_path, error):
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)

    def outputs():
        yield Output(file="index.html", key="new", content=b"new")
        raise error

    with pytest.raises(type(error)):
        publish(output, outputs(), read_record(output))
    assert snapshot(output) == before
    assert nothing_left_beside(output)


@SPARE
def test_ctrl_c_in_the_instant_of_the_switch_leaves_an_edition(tmp_path, monkeypatch, spare_from):
    output = tmp_path / "output"
    put(output, ONE, spare_from=spare_from)
    real = switch.exchange
    for after in (False, True):

        def interrupted(one, two, *, after=after):
            if after:
                real(one, two)
            raise KeyboardInterrupt

        monkeypatch.setattr(switch, "exchange", interrupted)
        with pytest.raises(KeyboardInterrupt):
            put(output, TWO, spare_from=spare_from)
        assert tree(output) == (TWO if after else ONE)
    monkeypatch.undo()
    put(output, ONE, spare_from=spare_from)
    assert tree(output) == ONE


def test_a_file_too_large_for_a_limit_stops_the_edition(tmp_path):
    resource = pytest.importorskip("resource", reason="this system has no limits on the size of files")
    output = tmp_path / "output"
    put(output, ONE)
    before = snapshot(output)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(PublishError) as caught:
            put(output, {**ONE, "z.html": "x" * 100_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    (problem,) = caught.value.problems
    assert problem.message.startswith(f"{output}/z.html cannot be written")
    assert "ulimit" in (problem.hint or "")
    assert snapshot(output) == before
    assert nothing_left_beside(output)


def test_an_edition_published_meanwhile_is_not_overwritten(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    record = read_record(output)
    put(output, TWO)
    with pytest.raises(PublishError) as caught:
        publish(output, [Output(file="index.html", key="3", content=b"3")], record)
    assert caught.value.problems[0].code == "SB403"
    assert tree(output) == TWO


def test_an_unchanged_file_that_is_not_there_stops_the_edition(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    with pytest.raises(PublishError) as caught:
        publish(output, [Output(file="new.html", key="k")], read_record(output))
    assert "new.html" in caught.value.problems[0].message
    assert tree(output) == ONE


def test_what_a_killed_build_left_is_cleared_up_even_if_nothing_changed(tmp_path):
    output = tmp_path / "output"
    put(output, ONE)
    workshop = tmp_path / ".output.site-builder-work"
    for name in ("next", "rubbish"):
        (workshop / name / "a").mkdir(parents=True)
        (workshop / name / "a" / "index.html").write_text("half")
    (workshop / "next" / ".site-builder-unfinished").write_text("")
    (workshop / "record").write_text("half")
    assert put(output, ONE).how == "nothing"
    assert nothing_left_beside(output)
    assert tree(output) == ONE
