"""Whether a briefing says what its articles say: quotations, figures, names, and the paragraphs that it cites."""
