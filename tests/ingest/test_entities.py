import pytest

from site_builder.ingest.entities import find_entities
from site_builder.ingest.joining import is_initials, spelling_variant
from site_builder.ingest.known import compile_names
from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.paragraphs import read_paragraphs
from site_builder.model.article import Block
from site_builder.model.entity import EntityRecord


def entities(*texts, language="en", known=(), refused=frozenset(), headline=None):
    blocks = [Block(kind="paragraph", text=text, number=n, line=n) for n, text in enumerate(texts, 1)]
    words = lexicon(language)
    return find_entities(read_paragraphs(headline, blocks, words), words, compile_names(known), refused)


def kinds(*texts, **options):
    return {entity.name: entity.kind for entity in entities(*texts, **options)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met CEO Dana Whitlock there.", {"Dana Whitlock": "person"}),
        ("They met the founder Ruslo there.", {"Ruslo": "person"}),
        ("Then Brelow CEO Dana Whitlock left.", {"Brelow": "organisation", "Dana Whitlock": "person"}),
        ("They use the video app Zonkly now.", {"Zonkly": "product"}),
        ("They use the Zonkly app now.", {"Zonkly": "product"}),
        ("It launched its new model, Tarma, there.", {"Tarma": "product"}),
        ("It launched a tool called Tarma there.", {"Tarma": "product"}),
        ("They bought Tarma 2.0 there.", {"Tarma 2.0": "product"}),
        ("They like BeloGPT more.", {"BeloGPT": "product"}),
        ("It hurts companies such as Brelow and Tandik.", {"Brelow": "organisation", "Tandik": "organisation"}),
        ("The shares of Brelow fell.", {"Brelow": "organisation"}),
        ("They said Brelow's employees left.", {"Brelow": "organisation"}),
        ("They joined the Bank of Elvandia.", {"Bank of Elvandia": "organisation"}),
        ("It broke the Digital Ponds Act.", {"Digital Ponds Act": "law"}),
        ("They came for the Elvandia Cup.", {"Elvandia Cup": "event"}),
        ("They saw the film Nightwater there.", {"Nightwater": "work"}),
        ("They live in the town of Brenk.", {"Brenk": "place"}),
        ("They went to France and to the Netherlands.", {"France": "place", "Netherlands": "place"}),
        ("It was Ursula von der Lehm, a lawyer.", {"Ursula von der Lehm": "person"}),
        ("It was Kirsa Tolm, 45, who won.", {"Kirsa Tolm": "person"}),
        ("It belongs to Brelow, a maker of lamps.", {"Brelow": "organisation"}),
        (
            "He is at the University of California, Los Angeles.",
            {"University of California, Los Angeles": "organisation"},
        ),
    ],
)
def test_the_company_of_a_name_tells_its_kind(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Analysts say that AI and LLMs help the Chinese economy.",
        "However, the IPO comes on Monday, in June or on Sundays.",
        "I think that the American AI boom is over, as TV said.",
        "Responding to this, Europeans stayed at home. Nothing happened.",
        "Mission leaders wait. Head teachers do so too.",
        "It is AI-powered and A-list.",
        "THE PORT IS CLOSED UNTIL FURTHER NOTICE BY ORDER",
        "",
    ],
)
def test_a_capital_alone_makes_no_entity(text):
    found = kinds(text)
    assert found == {}


def test_a_word_with_a_capital_once_and_small_elsewhere_is_a_word():
    assert kinds("Rivals slept. The rivals woke, and rivals came.") == {}


@pytest.mark.parametrize(
    ("texts", "name", "aliases"),
    [
        (["They met Dana Whitlock. Later Whitlock left."], "Dana Whitlock", ("Whitlock",)),
        (["They met CEO Liang Rubo. Then CEO Liang left."], "Liang Rubo", ("Liang",)),
        (["They like Tarma 2.0. They like Tarma."], "Tarma 2.0", ("Tarma",)),
        (["It is the Financial Times (FT). They read the FT."], "Financial Times", ("FT",)),
        (["They bought Brelow Group Holding. They like Brelow."], "Brelow Group Holding", ("Brelow",)),
        (["They saw Seelance 2.0, or Sealance 2.0, or SeeLance."], "Seelance 2.0", ("Sealance 2.0", "SeeLance")),
        (["They asked the US Grain Bureau. Then the Grain Bureau paid."], "US Grain Bureau", ("Grain Bureau",)),
        (["They left the U.S. for the United States."], "United States", ("U.S.",)),
    ],
)
def test_short_forms_and_slips_join_the_full_name(texts, name, aliases):
    found = {entity.name: entity.aliases for entity in entities(*texts)}
    assert found == {name: aliases}


def test_a_short_form_that_could_be_two_is_settled_by_its_title_or_by_the_paragraph_or_dropped():
    found = entities(
        "They met co-founder Zan Yiding. They met the executive Kelly Zan.",
        "There founder Zan slept. Later Zan woke.",
        "They met Kelly Zan again, and Zan smiled.",
        "They forgot about Zan.",
    )
    mentions = {entity.name: [(m.block, m.text) for m in entity.mentions] for entity in found}
    assert mentions == {
        "Zan Yiding": [(1, "Zan Yiding"), (2, "Zan"), (2, "Zan")],
        "Kelly Zan": [(1, "Kelly Zan"), (3, "Kelly Zan"), (3, "Zan")],
    }


def test_a_place_is_no_short_form_of_a_person():
    assert set(kinds("They met Paris Hilton. They went to Paris.")) == {"Paris Hilton", "Paris"}


@pytest.mark.parametrize(
    ("first", "second", "variant"),
    [
        ("Seedance", "Seadance", True),
        ("Tansaniq", "Tansinaq", False),
        ("Austria", "Australia", False),
        ("Doubao", "Doubai", False),
        ("Model 1.5x", "Model 1.6x", False),
        ("Brelow Group", "Berlow Group", True),
    ],
)
def test_a_slip_is_one_edit_in_a_long_name(first, second, variant):
    assert spelling_variant(first, second) is variant


def test_initials():
    assert is_initials("UCLA", "University of California, Los Angeles")
    assert is_initials("U.N.", "United Nations")
    assert not is_initials("US", "Ulm")


TIKTOK = EntityRecord(id="tiktok", name="TikTok", kind="organisation", aliases=("Tik Tok",))


def test_the_authority_file_decides_about_name_and_kind():
    found = entities("The app Tik Tok is here.", known=[TIKTOK])
    assert [(entity.name, entity.kind, entity.record) for entity in found] == [("TikTok", "organisation", "tiktok")]


def test_short_forms_join_known_names_without_being_proposed():
    whitlock = EntityRecord(id="dana", name="Dana Whitlock", kind="person")
    found = entities("They met Dana Whitlock. Later Whitlock left.", known=[whitlock])
    assert [(entity.name, entity.record, len(entity.mentions)) for entity in found] == [("Dana Whitlock", "dana", 2)]


def test_a_known_name_within_an_institutions_name_is_not_meant():
    china = EntityRecord(id="china", name="Elvandia", kind="place")
    assert kinds("They joined the Bank of Elvandia.", known=[china]) == {"Bank of Elvandia": "organisation"}


def test_refused_names_are_left_out_but_known_ones_never():
    assert kinds("They met CEO Dana Whitlock.", refused=frozenset({"dana whitlock"})) == {}
    assert kinds("The app TikTok.", known=[TIKTOK], refused=frozenset({"tiktok"})) == {"TikTok": "organisation"}


def test_what_an_article_is_about_comes_before_what_it_mentions():
    found = entities(
        "The firm Brelow and the firm Tandik met.",
        "Then Tandik paid.",
        "Then Tandik left with the app Zonkly.",
        headline="How Tandik paid",
    )
    assert [entity.name for entity in found] == ["Tandik", "Brelow", "Zonkly"]


def test_german_nouns_are_no_names():
    text = "Der Minister lobte die Brücke über den Fluss, und der Konzern Brelow zahlte die Rechnung in Euro."
    assert set(kinds(text, language="de")) <= {"Brelow", "Konzern Brelow"}


def test_every_decision_has_its_reason():
    found = entities("They met CEO Dana Whitlock. They use the Zonkly app in France.")
    assert {entity.name: entity.why for entity in found} == {
        "Dana Whitlock": "“ceo” before the name",
        "Zonkly": "“app” directly behind the name",
        "France": "a known place",
    }
