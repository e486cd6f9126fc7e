"""The language server protocol (LSP 3.17): the one door to pygls and lsprotocol.

Comes in: messages of an editor. Goes out: messages to it. What is answered is decided elsewhere in this room;
here it is only put into the protocol's words.
"""
