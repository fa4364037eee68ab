"""Every text of the fuzzer's corpus is read, or told to be wrong: what the fuzzer once found stays mended."""

import pytest

from tests.hostile.fuzz import CORPUS, TARGETS, reader
from tests.outcomes import outcome

TEXTS = {f"{target}/{path.name}": (target, path) for target in TARGETS for path in sorted((CORPUS / target).iterdir())}


@pytest.mark.parametrize(("target", "path"), TEXTS.values(), ids=TEXTS)
def test_a_text_of_the_corpus_ends_with_a_value_or_a_problem(target, path):
    made, problems = outcome(reader(target), path.read_bytes())
    assert (made is None) != (not problems)
