"""The fixture by which every test of the source runs with libyaml and with ruamel's own parser."""

from __future__ import annotations

import pytest


@pytest.fixture(params=[False, True], ids=["libyaml", "pure"])
def pure(request):
    """Whether the slow parser reads; without libyaml both read the same way."""
    return request.param
