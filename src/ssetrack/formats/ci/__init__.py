"""Findings for continuous integration: what each service reads, one module a service.

Comes in: findings whose paths are relative to the repository, and the paths of all files that were checked.
Goes out: text, the same for the same findings. Never translated. `FORMATS` names the writers, which are
imported only when their format is asked for.
"""

from __future__ import annotations

FORMATS = {
    "github": "ssetrack.formats.ci.github:github",
    "gitlab": "ssetrack.formats.ci.gitlab:gitlab",
    "sarif": "ssetrack.formats.ci.sarif:sarif",
    "junit": "ssetrack.formats.ci.junit:junit",
}
"""Format name to `module:function`; each function takes findings and paths and gives a text."""
