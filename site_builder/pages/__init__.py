"""The plan of pages: every file of the output as a value. One file here for each family of pages."""
