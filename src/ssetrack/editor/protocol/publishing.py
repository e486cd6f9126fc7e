"""Diagnostics, sent a moment after the last key: for each open text, with the version that they are about.

Comes in: word that something changed. Goes out: notifications to the editor; what it has already is not sent
again. Where a rule fails, the last diagnostics stay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from lsprotocol import types

from ssetrack.editor.addresses import key_of
from ssetrack.editor.desk import Desk
from ssetrack.editor.plans import Plans
from ssetrack.editor.protocol.conversion import diagnostics, stranger
from ssetrack.editor.rule_links import link_to

if TYPE_CHECKING:
    from ssetrack.editor.open_texts import OpenText

DELAY = 0.15
"""Seconds after the last key. Plans that take longer to check are waited for as long as that takes."""

Send = Callable[[types.PublishDiagnosticsParams], None]
Fail = Callable[[Exception], None]
Tell = Callable[[Plans], None]


class Publisher:
    """What is wrong with the open texts, kept in step with the editor.

    `fail` is told of a mistake of ours, `tell` of the plans that were looked at.
    """

    def __init__(self, desk: Desk, send: Send, fail: Fail, tell: Tell) -> None:
        self._desk, self._send, self._fail, self._tell = desk, send, fail, tell
        self._timer: asyncio.TimerHandle | None = None
        self._sent: dict[str, types.PublishDiagnosticsParams] = {}
        self._configurations: set[str] = set()
        """The configurations with something wrong, as far as the editor shows it."""
        self._cost = 0.0

    def wait(self) -> None:
        """Something changed: publish once nothing has changed for a moment."""
        self.stop()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(max(DELAY, self._cost), self._publish_in, loop)

    def stop(self) -> None:
        """Publish nothing that is still waited for."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _publish_in(self, loop: asyncio.AbstractEventLoop) -> None:
        began = loop.time()
        self.publish()
        self._cost = loop.time() - began

    def publish(self) -> None:
        """Send what is wrong with each open text, if the editor does not have it."""
        strangers: dict[str, list[types.Diagnostic]] = {}
        for text in self._desk.texts:
            try:
                plans = self._publish_text(text)
            except Exception as fault:  # a rule that fails must not take the others with it
                self._fail(fault)
                continue
            if plans is not None and plans.choice.strangers:
                address = self._desk.uri_of(str(plans.configuration.path))
                units = self._desk.texts.units
                strangers[address] = [stranger(one, plans, units) for one in plans.choice.strangers]
        for address in self._configurations - strangers.keys():
            self.withdraw(address)
        self._configurations = {*strangers}
        for address, found in strangers.items():
            self._send_new(types.PublishDiagnosticsParams(address, found))

    def withdraw(self, uri: str) -> None:
        """A text was closed, or is no plan: nothing is wrong with it, as far as the editor shows it."""
        if self._sent.pop(key_of(uri), None) is not None:
            self._send(types.PublishDiagnosticsParams(uri, []))

    def _publish_text(self, text: OpenText) -> Plans | None:
        view = self._desk.view(text.uri)
        if view is None:
            self.withdraw(text.uri)
            return None
        document, plans = view
        self._tell(plans)
        found = diagnostics(document, plans, self._desk.texts.units, link_to)
        self._send_new(types.PublishDiagnosticsParams(text.uri, found, document.version))
        return plans

    def _send_new(self, params: types.PublishDiagnosticsParams) -> None:
        """Send diagnostics, unless the editor has these."""
        key = key_of(params.uri)
        if self._sent.get(key) != params:
            self._sent[key] = params
            self._send(params)
