"""Who may serve a site, what each of them can and cannot do, and the files that it wants besides the site."""
