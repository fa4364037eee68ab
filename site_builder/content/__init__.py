"""From the content folder's files to values: configuration, authority files, briefings, free pages, article records."""
