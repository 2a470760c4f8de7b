"""Requests for programs whose peers leave at random moments: what is left of them, and how long it takes to end.

Some leave before the head of the answer, some in the middle of its body, some during an upload, some after one. At the end the server
itself is killed while programs run.
"""
# needs: setsid:util-linux

import argparse
import collections
import contextlib
import os
import pathlib
import random
import re
import secrets
import signal
import socket
import statistics
import sys
import threading
import time
import types

import harness
import web
from harness import say

TOKEN = secrets.token_hex(8)
NUMBER = re.compile(rb'QUERY_STRING=' + TOKEN.encode() + rb'-(\d+)\0')
HEAD = r"printf 'Content-Type: text/plain\r\n\r\n'"
PROGRAMS = {
    'waiting.cgi': 'sleep 1000 & sleep 1000',
    'flooding.cgi': f'{HEAD}; sleep 1000 & exec cat /dev/zero',
    'reading.cgi': f'sleep 1000 & cat >/dev/null; {HEAD}; sleep 1000',
}
UPLOAD = 300_000
WORKERS = 4


def seen():
    """The numbers of the requests some process of which is running; one that has ended has no environment any more."""
    found = collections.Counter()
    for environment in pathlib.Path('/proc').glob('[0-9]*/environ'):
        with contextlib.suppress(OSError):
            number = NUMBER.search(environment.read_bytes())
            if number:
                found[int(number[1])] += 1
    return found


class Watch(threading.Thread):
    """Looks all the time which requests still have processes."""

    def __init__(self):
        super().__init__(daemon=True)
        self.last, self.looks, self.over = {}, 0, threading.Event()

    def run(self):
        while not self.over.is_set():
            began = time.monotonic()
            for number in seen():
                self.last[number] = began
            self.looks += 1
            time.sleep(0.002)


def ask(server, number, method, name, *headers):
    connection = socket.create_connection(('127.0.0.1', server.port), 20)
    lines = [f'{method} /cgis/{name}?{TOKEN}-{number} HTTP/1.1', 'Host: localhost', *headers, '', '']
    connection.sendall('\r\n'.join(lines).encode())
    return connection


def before_the_head(server, number):
    return ask(server, number, 'GET', 'waiting.cgi')


def within_the_body(server, number):
    connection = ask(server, number, 'GET', 'flooding.cgi')
    for _ in range(random.randint(1, 20)):
        connection.recv(65536)
    return connection


def within_an_upload(server, number):
    connection = ask(server, number, 'POST', 'reading.cgi', f'Content-Length: {UPLOAD}')
    connection.sendall(bytes(random.randrange(UPLOAD)))
    return connection


def within_a_chunk(server, number):
    connection = ask(server, number, 'POST', 'reading.cgi', 'Transfer-Encoding: chunked')
    connection.sendall(b'%x\r\n' % UPLOAD + bytes(random.randrange(UPLOAD)))
    return connection


def after_an_upload(server, number):
    connection = ask(server, number, 'POST', 'reading.cgi', 'Transfer-Encoding: chunked')
    connection.sendall(b'%x\r\n' % UPLOAD + bytes(UPLOAD) + b'\r\n0\r\n\r\n')
    return connection


MOMENTS = (before_the_head, within_the_body, within_an_upload, within_a_chunk, after_an_upload)


def abort(server, numbers, left, kinds):
    """Sends requests and leaves, until there are no numbers any more; notes when it has left."""
    for number in numbers:
        moment = kinds[number] = random.choice(MOMENTS)
        with moment(server, number) as connection:
            time.sleep(random.choice((0, 0.01, 0.05, 0.2)) * random.random())
            if random.random() < 0.3:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\1\0\0\0\0\0\0\0')
        left[number] = time.monotonic()


def abort_all(server, count, first=0):
    left, kinds, numbers = {}, {}, iter(range(first, first + count))
    lock = threading.Lock()

    def taken():
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            yield number

    workers = [threading.Thread(target=abort, args=(server, taken(), left, kinds)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if len(left) < count:
        raise SystemExit(f'Only {len(left)} of {count} requests could be sent')
    return left, kinds


def descriptors(server):
    return len(os.listdir(f'/proc/{server.process.pid}/fd'))


def files(servers):
    return len(list(servers.work.rglob('torsion-cgi-*')))


def kill_the_server(server):
    """Ends the server with SIGKILL while programs run; returns how many processes they were, and when the last had ended."""
    connections = [ask(server, number, 'GET', 'waiting.cgi') for number in range(WORKERS)]
    deadline = time.monotonic() + 10
    while len(seen()) < WORKERS and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)
    running, began = sum(seen().values()), time.monotonic()
    os.kill(server.process.pid, signal.SIGKILL)
    while seen() and time.monotonic() < began + 10:
        time.sleep(0.002)
    for connection in connections:
        connection.close()
    return running, time.monotonic() - began, sum(seen().values())


def measure(servers, options):
    directory = servers.work / 'cgi-bin'
    directory.mkdir(mode=0o755)
    for name, text in PROGRAMS.items():
        (directory / name).write_text(f'#!/bin/sh\n{text}\n')
        (directory / name).chmod(0o755)
    server = servers.ours('--network.web.mounts[0].path=/cgis', f'--network.web.mounts[0].cgi={directory}',
                          '--network.web.cgi.request-buffering=false')
    abort_all(server, options.requests // 10, options.requests)
    time.sleep(3)
    before, watch = descriptors(server), Watch()
    watch.start()
    left, kinds = abort_all(server, options.requests)
    time.sleep(3)
    watch.over.set()
    watch.join()
    started = watch.last.keys() & left.keys()
    took = sorted(max(0.0, watch.last[number] - left[number]) * 1e3 for number in started)
    slowest = kinds[max(started, key=lambda number: watch.last[number] - left[number])].__name__
    processes, after, spooled = sum(seen().values()), descriptors(server), files(servers)
    say(f'  looked {watch.looks} times; the slowest was one that left {slowest.replace("_", " ")}')
    running, until, survivors = kill_the_server(server)
    rows = [[f'{len(left):,}', len(started), processes, f'{before} / {after}', spooled, f'{statistics.median(took):.0f} ms',
             f'{took[int(len(took) * 0.99) - 1]:.0f} ms', f'{took[-1]:.0f} ms']]
    return harness.table(['requests aborted', 'whose program was seen', 'processes left', 'open files of the server before / after',
                          'files of bodies left', 'until the end of the group: median', '99 %', 'most'], rows) \
        + f'\nThe server killed (SIGKILL) with {running} processes of programs running: {survivors} left, the last ended after {until * 1e3:.0f} ms.\n\n'


def parse():
    parser = argparse.ArgumentParser(prog='benchmarks/run orphans', description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--java', type=pathlib.Path, action='append', metavar='HOME',
                        help='JDK to run on, may be repeated; the one of the build if not given')
    parser.add_argument('--requests', type=int, default=1000)
    parser.add_argument('--no-build', action='store_true', help='take the jars that are there')
    parser.add_argument('--save', action='store_true', help='keep the tables in benchmarks/README.md')
    return parser.parse_args()


def main():
    options = parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not options.no_build:
        web.build()
    report = f'{harness.today()}, {harness.machine()}; {WORKERS} peers at a time.\n\n'
    for java in options.java or [pathlib.Path(os.environ['JAVA_HOME'])]:
        with web.fresh_servers(java, types.SimpleNamespace(jvm=[])) as servers:
            report += f'JDK {web.release(java)}:\n\n{measure(servers, options)}'
    print(report)
    if options.save:
        harness.save('orphans', report)


if __name__ == '__main__':
    main()
