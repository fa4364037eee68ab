"""From briefings to the site model: what belongs together, what a name means, and what is not sound."""
