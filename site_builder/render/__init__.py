"""Pages become bytes: themes, templates, feeds and the other files of a site."""
