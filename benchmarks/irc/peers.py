"""Those who chat: many connections in one process, which reads all that it is told and looks at little of it."""

import select
import socket
import time

SIZE = 1 << 18
CHANNEL = 'benchmark'
TEXT = 110


class Peer:
    """A client of IRC."""

    def __init__(self, server, nick):
        self.nick = nick
        self.socket = socket.create_connection(('127.0.0.1', server.port), 60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b''
        self.lines = 0
        self.send(f'NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n')

    def send(self, text):
        self.socket.sendall(text.encode())

    def wait_for(self, word, seconds=60):
        """Reads until a line with that word."""
        self.socket.settimeout(seconds)
        while True:
            data = self.socket.recv(SIZE)
            if not data:
                raise SystemExit(f'{self.nick} was sent away: {self.rest[-300:]}')
            self.rest += data
            for line in self.rest.split(b'\r\n'):
                if line.startswith(b'PING'):
                    self.socket.sendall(b'PONG' + line[4:] + b'\r\n')
                if word in line:
                    self.rest = b''
                    return

    def close(self):
        self.socket.close()


def connect(server, count, first=0, at_once=50):
    """Connects, and waits until all were greeted."""
    peers = []
    for begin in range(first, first + count, at_once):
        some = [Peer(server, f'n{number}') for number in range(begin, min(begin + at_once, first + count))]
        for peer in some:
            peer.wait_for(b' 376 ' if server.motd else b' 422 ')
        peers += some
    return peers


def join(peers):
    for begin in range(0, len(peers), 50):
        for peer in peers[begin:begin + 50]:
            peer.send(f'JOIN #{CHANNEL}\r\n')
        for peer in peers[begin:begin + 50]:
            peer.wait_for(b' 366 ')


class Audience:
    """Reads for all peers, and counts lines."""

    def __init__(self, peers):
        self.by_descriptor = {peer.socket.fileno(): peer for peer in peers}
        self.poll = select.epoll()
        self.buffer = bytearray(SIZE)
        self.view = memoryview(self.buffer)
        for peer in peers:
            peer.socket.setblocking(False)
            peer.lines = 0
            self.poll.register(peer.socket.fileno(), select.EPOLLIN)

    def settle(self, seconds=0.5):
        """Reads until nothing has come for a while."""
        while self.read(seconds):
            pass
        for peer in self.by_descriptor.values():
            peer.lines = 0

    def read(self, seconds, sample=None):
        """Reads what there is; returns how many lines that were."""
        count = 0
        for descriptor, _ in self.poll.poll(seconds):
            peer = self.by_descriptor[descriptor]
            try:
                size = peer.socket.recv_into(self.view)
            except BlockingIOError:
                continue
            if not size:
                raise SystemExit(f'{peer.nick} was sent away')
            lines = self.buffer.count(b'\n', 0, size)
            peer.lines += lines
            count += lines
            if sample and descriptor in sample.descriptors:
                sample.take(peer, bytes(self.view[:size]))
        return count

    def close(self):
        self.poll.close()
        for peer in self.by_descriptor.values():
            peer.socket.setblocking(True)


class Sample:
    """How long what some peers are told has been under way."""

    def __init__(self, peers):
        self.descriptors = {peer.socket.fileno() for peer in peers}
        self.milliseconds = []

    def take(self, peer, data):
        now = time.monotonic_ns()
        lines = (peer.rest + data).split(b'\n')
        peer.rest = lines.pop()
        for line in lines:
            sent = line.rpartition(b' ')[2].lstrip(b':')[:20]
            if sent.isdigit():
                self.milliseconds.append((now - int(sent)) / 1e6)


def message():
    stamp = f'{time.monotonic_ns():020d}'
    return f'PRIVMSG #{CHANNEL} :{stamp}{"x" * (TEXT - len(stamp))}\r\n'.encode()


def chat(senders, audience, seconds, window, sample=None, pause=0.0):
    """Some talk, each no more than a window before what all have said has come to all; returns deliveries and seconds."""
    members = len(audience.by_descriptor)
    begun = time.monotonic()
    deliveries = 0
    while time.monotonic() - begun < seconds:
        for sender in senders:
            sender.socket.setblocking(True)
            sender.socket.sendall(b''.join(message() for _ in range(window)))
            sender.socket.setblocking(False)
        # Nobody is told what it has said itself
        due = len(senders) * window * members - sum(1 for sender in senders if sender.socket.fileno() in audience.by_descriptor) * window
        deadline = time.monotonic() + 60
        while due > 0:
            due -= audience.read(1, sample)
            if time.monotonic() > deadline:
                raise SystemExit(f'{due} lines have not come')
        deliveries += len(senders) * window * members
        if pause:
            time.sleep(pause)
    return deliveries, time.monotonic() - begun
