"""What ingest knows of single languages: one module each, of plain data."""
