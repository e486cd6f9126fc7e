"""ssetrack as a shell starts it, run in a fork of `forks.py`: `python -I -S forked.py DOOR ARGUMENT…`.

Passes on what a process has of its own: its words, folder, environment, limit of memory and open files.
Ends with the code of the run. It imports little: to start takes a quarter of what ssetrack takes.
"""

import marshal
import os
import sys
from _socket import AF_UNIX, SCM_RIGHTS, SHUT_WR, SOL_SOCKET, socket
from resource import RLIMIT_AS, getrlimit

MOST = 64
"""No shell that a test writes has a file with a higher number."""


def is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


numbers = [number for number in range(MOST) if is_open(number)]
folder = os.open(".", os.O_RDONLY)
environment = {os.fsencode(name): os.fsencode(value) for name, value in os.environ.items()}
arguments = [os.fsencode(one) for one in sys.argv[2:]]
asked = marshal.dumps((numbers, arguments, environment, getrlimit(RLIMIT_AS)))
door = socket(AF_UNIX)
door.connect(sys.argv[1])
files = b"".join(number.to_bytes(4, sys.byteorder) for number in (*numbers, folder))
door.sendmsg([asked[:1]], [(SOL_SOCKET, SCM_RIGHTS, files)])
door.sendall(asked[1:])
door.shutdown(SHUT_WR)
code = door.recv(1)
os._exit(code[0] if code else 137)
