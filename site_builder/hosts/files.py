"""Files for a host that follow from what the site relies on, and so are made rather than kept with the starter."""

from __future__ import annotations

import json
from collections.abc import Mapping

from site_builder.model.hosts import HostName
from site_builder.text.headers import default_rules


def made_for(host: HostName) -> dict[str, bytes]:
    """Files of a new site by their paths; none for most hosts."""
    return {"cloudfront-headers.json": cloudfront_policy(dict(default_rules())["/*"])} if host == "s3" else {}


def cloudfront_policy(headers: Mapping[str, str]) -> bytes:
    """A response headers policy of CloudFront (`ResponseHeadersPolicyConfig` of its API) for *headers*; JSON."""
    security: dict[str, object] = {}
    custom: list[dict[str, object]] = []
    for name, value in headers.items():
        match name:
            case "Content-Security-Policy":
                security["ContentSecurityPolicy"] = {"Override": True, "ContentSecurityPolicy": value}
            case "Referrer-Policy":
                security["ReferrerPolicy"] = {"Override": True, "ReferrerPolicy": value}
            case "X-Content-Type-Options":
                security["ContentTypeOptions"] = {"Override": True}
            case "Strict-Transport-Security":
                security["StrictTransportSecurity"] = _transport(value)
            case _:
                custom.append({"Header": name, "Value": value, "Override": True})
    policy = {
        "Name": "briefings",
        "Comment": "What the site's _headers would say",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Quantity": len(custom), "Items": custom},
    }
    return (json.dumps(policy, indent=2) + "\n").encode()


def _transport(value: str) -> dict[str, object]:
    parts = [part.strip() for part in value.split(";")]
    age = next(part.partition("=")[2] for part in parts if part.startswith("max-age="))
    return {
        "Override": True,
        "AccessControlMaxAgeSec": int(age),
        "IncludeSubdomains": "includeSubDomains" in parts,
        "Preload": "preload" in parts,
    }
