from site_builder.ingest.lines import read_lines

WRAPPED = """A bridge for bicycles only will cross the river from next spring
on, as the council decided last night after a debate that lasted
until one in the morning.

Nobody spoke against the bridge itself, but several members would
have liked it to be built further down the river, where the bank
is lower and the ramps could be shorter than they are now.
- a list stays
- a list
"""


def test_lines_keep_their_numbers_and_lose_extra_space():
    assert [(line.number, line.text) for line in read_lines(" a  b \n\n\tc")] == [(1, "a b"), (2, ""), (3, "c")]


def test_no_break_spaces_stay():
    assert read_lines("10\u00a0km")[0].text == "10\u00a0km"


def test_paragraphs_of_fixed_width_are_put_together():
    lines = [line for line in read_lines(WRAPPED) if line.text]
    assert [line.number for line in lines] == [1, 5, 8, 9]
    assert lines[0].text.startswith("A bridge for bicycles only will cross the river from next spring on, as")
    assert lines[0].text.endswith("until one in the morning.")
    assert lines[2].text == "- a list stays"


def test_one_paragraph_a_line_is_left_alone():
    text = "A short title\nThis paragraph is one line and ends here.\nThis is another one, and it ends as well.\n" * 4
    assert len(read_lines(text)) == 13


def test_a_hyphen_at_a_line_end_stays_with_its_word():
    text = WRAPPED.replace("next spring\non", "next-\nspring on")
    assert "next-spring on" in read_lines(text)[0].text
