"""Those who log in: by libssh, which costs little, so that one process of Python can be many of them at a time."""

import concurrent.futures
import contextlib
import ctypes

LIBRARY = ctypes.CDLL('libssh.so.4')
for _name in ('ssh_new', 'ssh_channel_new'):
    getattr(LIBRARY, _name).restype = ctypes.c_void_p
LIBRARY.ssh_get_error.restype = ctypes.c_char_p
# enum ssh_options_e
HOST, PORT, USER, TIMEOUT, CIPHERS, CIPHERS_BACK, KEX, NODELAY, CONFIG = 0, 1, 4, 9, 15, 16, 24, 36, 38
EXCHANGE = b'curve25519-sha256'
SECONDS = 120


def call(function, handle, *arguments):
    return getattr(LIBRARY, function)(ctypes.c_void_p(handle), *arguments)


def read_key(path):
    key = ctypes.c_void_p()
    if LIBRARY.ssh_pki_import_privkey_file(str(path).encode(), None, None, None, ctypes.byref(key)):
        raise SystemExit(f'{path} is not a key')
    return key


class Peer:
    """A connection over which somebody has logged in."""

    def __init__(self, server, user, key):
        self.session, self.channels = LIBRARY.ssh_new(), []
        self.set(CONFIG, ctypes.byref(ctypes.c_int(0)))
        for option, text in ((HOST, b'127.0.0.1'), (USER, user.encode()), (KEX, EXCHANGE), (CIPHERS, server.cipher.encode()),
                             (CIPHERS_BACK, server.cipher.encode())):
            self.set(option, text)
        self.set(PORT, ctypes.byref(ctypes.c_uint(server.port)))
        self.set(TIMEOUT, ctypes.byref(ctypes.c_long(SECONDS)))
        self.set(NODELAY, ctypes.byref(ctypes.c_int(1)))
        self.check(call('ssh_connect', self.session))
        self.check(call('ssh_userauth_publickey', self.session, None, key))

    def set(self, option, value):
        self.check(call('ssh_options_set', self.session, option, value))

    def check(self, outcome):
        if outcome:
            raise OSError(call('ssh_get_error', self.session).decode(errors='replace') or f'libssh says {outcome}')

    def run(self, command):
        """Runs a command in a session of its own, which stays open."""
        channel = call('ssh_channel_new', self.session)
        self.check(call('ssh_channel_open_session', channel))
        self.check(call('ssh_channel_request_exec', channel, command.encode()))
        self.channels.append(channel)
        return channel

    def ask(self, command):
        """Runs a command to its end, and returns what it has written."""
        channel, buffer, output = self.run(command), ctypes.create_string_buffer(1024), b''
        while (count := call('ssh_channel_read_timeout', channel, buffer, len(buffer), 0, SECONDS * 1000)) > 0:
            output += buffer.raw[:count]
        return output.decode()

    def answer(self):
        """Takes what has come; libssh answers what asks whether the peer is still there."""
        return all(call('ssh_channel_poll', channel, 0) >= 0 for channel in self.channels) and call('ssh_is_connected', self.session)

    def close(self):
        call('ssh_disconnect', self.session)
        call('ssh_free', self.session)


def log_in(server, user, key_path, logins, threads):
    """So many logins, each over a connection of its own, some at a time."""
    def some(count):
        key = read_key(key_path)
        for _ in range(count):
            Peer(server, user, key).close()

    shares = [logins // threads + (i < logins % threads) for i in range(threads)]
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        list(pool.map(some, shares))


def hold(server, user, key_path, connections, threads, command):
    """So many connections, each with one session in which a command runs."""
    def some(count):
        key, peers = read_key(key_path), []
        for _ in range(count):
            peers.append(Peer(server, user, key))
            peers[-1].run(command)
        return peers

    shares = [connections // threads + (i < connections % threads) for i in range(threads)]
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        return [peer for peers in pool.map(some, shares) for peer in peers]


def lost(peers, threads, command, expected):
    """How many do not answer with what is expected."""
    def some(peer):
        with contextlib.suppress(OSError):
            return peer.ask(command).strip() == expected
        return False

    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        return sum(not answered for answered in pool.map(some, peers))
