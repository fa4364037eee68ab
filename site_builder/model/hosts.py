"""Who may serve a site: the names that people type."""

from __future__ import annotations

from typing import Literal, get_args

HostName = Literal["netlify", "cloudflare", "github-pages", "s3", "nginx", "caddy"]
HOSTS: tuple[HostName, ...] = get_args(HostName)
"""The first is the one of a new site that names none."""
