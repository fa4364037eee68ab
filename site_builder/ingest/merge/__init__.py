"""Three-way merge of briefings: what ingest wrote last, what stands now, and what it would write now."""
