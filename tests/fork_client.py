"""The program `ssetrack` of a shell: it hands what it was started with to the forks of `forks.py`.

    python -IS fork_client.py SOCKET [ARGUMENT …]

Arguments, folder, environment and the open streams go through the socket; what comes back is the exit code.
Nothing is imported that has to be read from a file: this is to take a tenth of what starting ssetrack takes.
"""

import _socket
import marshal
import posix
import sys


def open_streams() -> list[int]:
    """Which of the three streams the shell has not closed."""
    there = []
    for number in range(3):
        try:
            posix.fstat(number)
        except OSError:
            continue
        there.append(number)
    return there


def main() -> int:
    streams = open_streams()  # before there is a socket, which would take the number of a closed one
    asked = marshal.dumps((sys.argv[2:], posix.getcwd(), dict(posix.environ), streams))
    door = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    door.connect(sys.argv[1])
    numbers = b"".join(number.to_bytes(4, sys.byteorder) for number in streams)
    door.sendmsg([len(asked).to_bytes(8, "big")], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, numbers)])
    door.sendall(asked)
    return int(door.recv(16) or b"70")  # it ended without a word


if __name__ == "__main__":
    posix._exit(main())
