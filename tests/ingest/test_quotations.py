import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.ingest.entities import find_entities
from site_builder.ingest.known import compile_names
from site_builder.ingest.lexicon import lexicon
from site_builder.ingest.paragraphs import read_paragraphs
from site_builder.ingest.quotations import find_quotations, quoted_spans
from site_builder.model.article import Block


def quotations(*texts, language="en"):
    blocks = [Block(kind="paragraph", text=text, number=n, line=n) for n, text in enumerate(texts, 1)]
    words = lexicon(language)
    paragraphs = read_paragraphs(None, blocks, words)
    found = find_quotations(paragraphs, find_entities(paragraphs, words, compile_names([])), words)
    assert all(texts[q.block - 1][q.start :].startswith(q.text[:10]) for q in found)
    return [(quotation.text, quotation.speaker) for quotation in found]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said “all is well here”.", "all is well here"),
        ('She said "all is well here".', "all is well here"),
        ("Elle a dit « tout va bien ici ».", "tout va bien ici"),
        ("Ha detto «tutto va bene qui».", "tutto va bene qui"),
        ("Sie sagte „alles ist gut hier“.", "alles ist gut hier"),
        ("Sie sagte »alles ist gut hier«.", "alles ist gut hier"),
        ("She said ‘all isn’t well here’.", "all isn’t well here"),
        ("She said “all is ‘well’ in here”.", "all is ‘well’ in here"),
        ("彼は「すべて うまく いって いる」と言った。", "すべて うまく いって いる"),
    ],
)
def test_all_usual_marks_are_known(text, quoted):
    assert [entry[0] for entry in quotations(text)] == [quoted]


def test_short_quoted_words_are_no_quotation():
    assert quotations("The “so called” app “TikTok,” said it would “strictly follow” this.") == []


PEOPLE = "They met CEO Dana Whitlock and the professor Hugo Pember of Brelow Ltd."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“All is well here today,” said Dana Whitlock.", "Dana Whitlock"),
        ("“All is well here today,” Whitlock said.", "Dana Whitlock"),
        ("“All is well here today,” Dana Whitlock, the chief, told reporters.", "Dana Whitlock"),
        ("“All is well here today,” said Brelow’s Pember.", "Hugo Pember"),
        ("“All is well here today,” Brelow Ltd said in a statement.", "Brelow Ltd"),
        ("Whitlock said: “All is well here today.”", "Dana Whitlock"),
        ("Pember left early, saying that “all is well here today.”", "Hugo Pember"),
        ("“All is well here today,” she said.", None),
        ("“All is well here today,” he told Brelow Ltd.", None),
        ("“All is well here today,” that report said.", None),
        ("Her neighbour said: “All is well here today.”", None),
        ("“All is well here today.” Whitlock left the room.", None),
        ("“All is well here today.”", None),
    ],
)
def test_a_speaker_needs_an_explicit_cue(text, speaker):
    assert [entry[1] for entry in quotations(PEOPLE, text)] == [speaker]


def test_a_quotation_that_goes_on_has_the_same_speaker_and_a_later_one_has_not():
    found = quotations(
        PEOPLE,
        "“All is well here today,” said Whitlock. “It was not so yesterday.” Rain fell. “Nobody knows who says this.”",
    )
    assert [speaker for _, speaker in found] == ["Dana Whitlock", "Dana Whitlock", None]


def test_a_name_in_quotation_marks_is_no_quotation():
    assert quotations("It broke the “Act on the Ponds of Elvandia”, as people said.") == []


@given(st.text(alphabet="“”\"«»„‘’' ab.", max_size=60))
def test_spans_lie_within_the_text_and_do_not_overlap(text):
    spans = quoted_spans(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
