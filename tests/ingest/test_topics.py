from site_builder.ingest.entities import find_entities
from site_builder.ingest.known import compile_names
from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.paragraphs import read_paragraphs
from site_builder.ingest.topics import KnownTopics, find_topics
from site_builder.model.article import Block
from site_builder.model.entity import TopicRecord

TOPICS = (
    TopicRecord(
        id="ports", title="Ports", keywords=("harbour", "container", "cranes", "port authority", "ship", "ships")
    ),
    TopicRecord(id="bread", title="Bread", keywords=("bakery", "oven", "flour"), entities=("Otto Lindqvist",)),
    TopicRecord(id="empty", title="Empty"),
)


def topics(*texts, headline=None, records=TOPICS):
    blocks = [Block(kind="paragraph", text=text, number=n, line=n) for n, text in enumerate(texts, 1)]
    words = lexicon("en")
    paragraphs = read_paragraphs(headline, blocks, words)
    return {
        t.id: t.words
        for t in find_topics(paragraphs, find_entities(paragraphs, words, compile_names([])), KnownTopics(records))
    }


def test_two_different_words_make_a_topic_and_one_does_not():
    assert topics("The harbour has cranes.") == {"ports": ("harbour", "cranes")}
    assert topics("The harbour is the harbour of harbours.") == {}


def test_endings_are_seen_through_and_forms_of_one_word_count_once():
    assert topics("The containers of the port authorities wait.") == {"ports": ("container", "port authority")}
    assert topics("A ship meets ships.") == {}


def test_small_letters_inside_other_words_do_not_count():
    assert topics("Shipping and flourishing.") == {}


def test_a_word_in_the_headline_counts_twice():
    single = topics("The oven and the harbour, flour and cranes.")
    assert list(single) == ["bread", "ports"]
    headed = topics("The oven and the harbour, flour and cranes.", headline="The harbour")
    assert list(headed) == ["ports", "bread"]


def test_an_entity_speaks_for_a_topic_but_needs_a_word_beside_it():
    assert topics("They met the baker Otto Lindqvist.") == {}
    assert topics("The bakery is of Otto Lindqvist, and the bakery stays.") == {"bread": ("bakery", "Otto Lindqvist")}


def test_no_topics_file_gives_no_topics():
    assert topics("The harbour has cranes.", records=()) == {}
