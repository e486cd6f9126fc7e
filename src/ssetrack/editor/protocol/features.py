"""What an editor can ask for: the answers, by the names of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Handler = Callable[[Any], Any]
"""What takes the parameters of a message, and gives its result."""

Features = dict[str, tuple[Handler, Any]]
"""By method: who answers, and what the editor is told of it beforehand."""
