"""A POP3 client that fetches all there is and deletes nothing."""

import socket

END = b'\r\n.\r\n'


class Maildrop:
    """One session. A message that is refused ends in a timeout."""

    def __init__(self, port):
        self.socket = socket.create_connection(('127.0.0.1', port), 60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b''
        self.read(b'\r\n')

    def read(self, end):
        """Reads up to the end of a reply, and returns how many bytes it has."""
        searched = 0
        while (at := self.buffer.find(end, searched)) < 0:
            searched = max(0, len(self.buffer) - len(end))
            received = self.socket.recv(1 << 18)
            if not received:
                raise SystemExit('the POP3 server has gone')
            self.buffer += received
        if not self.buffer.startswith(b'+OK'):
            raise SystemExit(f'the POP3 server says {self.buffer[:100]}')
        reply, self.buffer = self.buffer[:at + len(end)], self.buffer[at + len(end):]
        return reply

    def say(self, command, end=b'\r\n'):
        self.socket.sendall(command.encode() + b'\r\n')
        return self.read(end)

    def login(self, user, password):
        self.say(f'USER {user}')
        self.say(f'PASS {password}')

    def fetch(self, first, count):
        """Asks for several messages at once; returns their bytes. What has come is looked at once and not kept, so that the client costs little."""
        self.socket.sendall(b''.join(b'RETR %d\r\n' % number for number in range(first, first + count)))
        ended, size, rest = 0, 0, b''
        while ended < count:
            received = self.socket.recv(1 << 16)
            if not received:
                raise SystemExit('the POP3 server has gone')
            seen = rest + received
            ended += seen.count(END)
            size += len(received)
            rest = seen[-len(END) + 1:]
        return size


def fetch_all(port, user, password, window):
    """Logs in, lists the identifiers, fetches messages window by window, and quits; returns how many messages and bytes there were."""
    drop = Maildrop(port)
    drop.login(user, password)
    count = drop.say('UIDL', END).count(b'\r\n') - 2
    size = sum(drop.fetch(first, min(window, count + 1 - first)) for first in range(1, count + 1, window))
    drop.say('QUIT')
    drop.socket.close()
    return count, size
