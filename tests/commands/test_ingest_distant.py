"""Articles that others read give the same briefings."""

from concurrent.futures import ProcessPoolExecutor

from tests.commands.ingesting import make_site, run, tree


def contents(site):
    return {name: data for name, (data, _, _) in tree(site).items()}


def test_others_read_articles_as_this_process_does(tmp_path):
    alone = make_site(tmp_path / "alone")
    together = make_site(tmp_path / "together")
    (tmp_path / "together/in/torn.pdf").write_bytes(b"%PDF-1.4 torn")
    (tmp_path / "alone/in/torn.pdf").write_bytes(b"%PDF-1.4 torn")
    expected = run(alone)
    with ProcessPoolExecutor(2) as executor:
        found = run(together, executor=executor)
    assert contents(together) == contents(alone)
    assert found.counts == expected.counts
    assert [(p.code, p.message) for p in found.problems] == [(p.code, p.message) for p in expected.problems]


def test_where_all_workers_are_lost_articles_are_read_here(tmp_path):
    site = make_site(tmp_path)
    with ProcessPoolExecutor(1) as executor:
        executor.submit(len, "").result()
        for process in executor._processes.values():
            process.kill()
        assert run(site, executor=executor).counts["created"] == 2
