"""Briefings to take away: a selection as one file."""
