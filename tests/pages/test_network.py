"""The network of entities holds who is named with whom, and changes with that only."""

from dataclasses import replace

from site_builder.model.charts import NetworkView
from site_builder.pages import network
from tests.makers import assembled, briefing, day, entity, planned, scope

NAMES = ("Acme", "Rudolf", "Ruritania", "Zenda", "Alone")


def site_of(*briefings):
    return assembled(*briefings, entities=tuple(entity(name) for name in NAMES)).site


def three():
    return (
        briefing("a", entities=("Acme", "Rudolf"), date=day(1)),
        briefing("b", entities=("Acme", "Rudolf", "Ruritania"), date=day(2)),
        briefing("c", entities=("Acme", "Zenda"), date=day(3)),
        briefing("d", entities=("Alone",), date=day(4)),
    )


def told(view):
    return {(view.nodes[tie.one].name, view.nodes[tie.other].name, tie.count) for tie in view.ties}


def test_who_is_named_with_whom_and_how_often():
    view = planned(site_of(*three()))["/network/"].view
    assert isinstance(view, NetworkView)
    assert [(node.name, node.count) for node in view.nodes] == [
        ("Acme", 3),
        ("Rudolf", 2),
        ("Ruritania", 1),
        ("Zenda", 1),
    ]
    assert told(view) == {
        ("Acme", "Rudolf", 2),
        ("Acme", "Ruritania", 1),
        ("Acme", "Zenda", 1),
        ("Rudolf", "Ruritania", 1),
    }
    assert view.total == 5


def test_there_is_none_where_there_is_little_to_see():
    assert "/network/" not in planned(site_of(briefing("a", entities=("Acme", "Rudolf"))))
    assert "/network/" not in planned(site_of(*(briefing(name.lower(), entities=(name,)) for name in NAMES)))
    assert "/network/" not in planned(site_of(*three()), charts=False)


def test_only_the_most_mentioned_and_the_strongest_ties_are_drawn(monkeypatch):
    monkeypatch.setattr(network, "NODES", 4)
    view = network.network(site_of(*three()), scope())
    assert view is not None
    assert [node.name for node in view.nodes] == ["Acme", "Rudolf", "Ruritania"]
    monkeypatch.setattr(network, "NODES", 500)
    names = [f"E{number}" for number in range(20)]
    view = network.network(site_of(briefing("all", entities=tuple(names))), scope())
    assert view is not None
    assert len(view.nodes) == 20
    assert len(view.ties) == 40


def test_another_body_or_title_leaves_it_alone():
    one, *rest = three()
    edited = replace(one, head=replace(one.head, title="Another"), outline=replace(one.outline, fingerprint="another"))
    before, after = (planned(site_of(some, *rest)) for some in (one, edited))
    assert before["/network/"] == after["/network/"]
    assert before["/briefings/a/"] != after["/briefings/a/"]


def test_the_home_page_and_the_index_lead_to_it():
    pages = planned(site_of(*three()))
    assert pages["/"].view.network == pages["/entities/"].view.network == "/network/"
    assert planned(site_of(*three()), charts=False)["/"].view.network == ""
