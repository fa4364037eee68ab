"""`site-builder import`: the posts, notes and pages of another generator become briefings and pages."""
