from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from site_builder.model.problem import PublishError
from site_builder.publish.lock import hold
from site_builder.publish.places import locate


def holder(output: Path, body: str = "sys.stdin.readline()") -> subprocess.Popen[str]:
    """Another process that holds the lock of *output* until *body* is done."""
    code = f"""
        import sys
        from pathlib import Path
        from site_builder.publish.lock import hold
        from site_builder.publish.places import locate
        with hold(locate(Path(sys.argv[1]))):
            print("held", flush=True)
            {body}
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(output)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def refusal(output: Path) -> str:
    with pytest.raises(PublishError) as caught, hold(locate(output)):
        pass
    (problem,) = caught.value.problems
    assert problem.code == "SB403"
    return problem.message


def test_a_second_build_is_told_who_is_at_work(tmp_path):
    with holder(tmp_path / "output") as process:
        message = refusal(tmp_path / "output")
        assert f"process {process.pid}, for " in message
        process.communicate("done\n")
    with hold(locate(tmp_path / "output")):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_killed_build_is_not_in_the_way(tmp_path):
    with holder(tmp_path / "output") as process:
        process.kill()
    assert [path.name for path in tmp_path.iterdir()] == [".output.site-builder-work"]
    with hold(locate(tmp_path / "output")):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_worker_that_outlives_its_killed_build_does_not_hold_the_lock(tmp_path):
    body = "import os, time; child = os.fork(); print(child, flush=True) if child else None; time.sleep(60)"
    with holder(tmp_path / "output", body) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.kill()
        process.wait()
        try:
            with hold(locate(tmp_path / "output")):
                os.kill(child, 0)  # it is still alive
        finally:
            os.kill(child, 9)


def test_a_process_cannot_hold_a_place_twice(tmp_path):
    with hold(locate(tmp_path / "output")):
        assert "in this process" in refusal(tmp_path / "output")
        with hold(locate(tmp_path / "another")):
            pass
    with hold(locate(tmp_path / "output")):
        pass


def test_what_happens_while_the_lock_is_held_is_not_explained_away(tmp_path):
    with pytest.raises(FileNotFoundError), hold(locate(tmp_path / "output")):
        (tmp_path / "missing").read_text()
    with hold(locate(tmp_path / "output")):
        pass


@pytest.mark.parametrize("said", ["", "{", "[]", '{"pid": "x", "host": 1, "started": null}', "\0" * 100])
def test_a_lock_that_says_nothing_still_locks(tmp_path, said):
    with holder(tmp_path / "output") as process:
        (tmp_path / ".output.site-builder-work" / "lock").write_text(said)
        assert "another process" in refusal(tmp_path / "output")
        process.communicate("done\n")


def test_the_workshop_keeps_itself_out_of_git(tmp_path):
    with hold(locate(tmp_path / "output")) as held:
        assert (held.place.workshop / ".gitignore").read_text() == "*\n"


def test_many_builds_at_once_take_turns_or_are_refused(tmp_path):
    code = """
        import sys
        from pathlib import Path
        from site_builder.model.problem import PublishError
        from site_builder.publish.lock import hold
        from site_builder.publish.places import locate
        inside, turns = Path(sys.argv[2]), 0
        for _ in range(300):
            try:
                with hold(locate(Path(sys.argv[1]))):
                    inside.mkdir()
                    turns += 1
                    inside.rmdir()
            except PublishError as error:
                assert error.problems[0].code == "SB403"
        assert turns
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "output"), str(tmp_path / "inside")]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(process.communicate()[1], process.returncode) for process in processes] == [("", 0)] * 4
    assert list(tmp_path.iterdir()) == []
