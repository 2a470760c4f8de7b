"""IRC side by side with ngIRCd and InspIRCd: what is said in a channel, connections that are idle, a member that does not read.

Cases: fanout (a channel of 500), idle (10,000 connections in a process of 512 MiB), stalled (one of 500 stops reading).
"""
# needs: /usr/sbin/ngircd:ngircd /usr/sbin/inspircd:inspircd

import argparse
import contextlib
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import harness
from harness import ROOT, say

FOLDER = ROOT / 'benchmarks' / 'irc'
sys.path.append(str(FOLDER))
import peers  # noqa: E402
import servers  # noqa: E402
from servers import INSPIRCD, NGIRCD, OURS  # noqa: E402

LIBRARIES = ROOT / 'starter-words' / 'target' / 'benchmark'
COMPARED = 1000  # both others take new connections slowly


class Bench:

    def __init__(self, java, options, work, stack):
        self.java, self.options, self.work, self.stack = java, options, work, stack
        classes = work / 'classes'
        subprocess.run([java / 'bin' / 'javac', '--release', '17', '-parameters', '-proc:none', '-cp', f'{LIBRARIES}/*', '-d', classes, FOLDER / 'Chat.java'],
                       check=True)
        self.classpath = f'{classes}:{LIBRARIES}/*'

    def torsion(self, heap, *arguments):
        return self.started(servers.torsion(self.java, self.options.jvm, self.work, self.classpath, heap, *arguments), False)

    def compared(self):
        return [self.torsion(256), self.started(servers.ngircd(self.work), True), self.started(servers.inspircd(self.work), False)]

    def started(self, server, motd):
        self.stack.callback(server.stop)
        server.motd = motd
        return server.await_port()


def member_table(results, unit):
    rows = []
    for name, own in results.items():
        ratios = {other: [a[1] / b[1] for a, b in zip(own, results[other])] for other in (NGIRCD, INSPIRCD)}
        rows.append([name, f'{statistics.median(one[0] for one in own):,.0f}', f'{statistics.median(one[1] for one in own):,.0f}',
                     *(f'{statistics.median(ratios[other]):.2f}' for other in (NGIRCD, INSPIRCD)), ', '.join(f'{ratio:.2f}' for ratio in ratios[NGIRCD])])
    return harness.table(['server', f'{unit}/s', f'{unit} a CPU second', f'the same : {NGIRCD}', f'the same : {INSPIRCD}', f'of each round : {NGIRCD}'],
                         rows) + '\n'


def fanout(bench):
    options, compared, report = bench.options, bench.compared(), ''
    audiences = {}
    for server in compared:
        members = peers.connect(server, options.members)
        peers.join(members)
        audience = peers.Audience(members)
        audience.settle()
        audiences[server.name] = (members[:options.senders], audience)
    for window in options.windows:
        senders, audience = audiences[OURS]
        spent = 0
        while spent < options.warm_up:
            deliveries, seconds = peers.chat(senders, audience, 5, window)
            say(f'  warming up: {deliveries / seconds:,.0f}/s')
            spent += seconds
        results = {server.name: [] for server in compared}
        for number in range(1, options.rounds + 1):
            for server in compared:
                senders, audience = audiences[server.name]
                before = server.cpu_seconds()
                deliveries, seconds = peers.chat(senders, audience, options.seconds, window)
                cpu = server.cpu_seconds() - before
                results[server.name].append((deliveries / seconds, deliveries / cpu))
                say(f'  round {number}: {server.name}: {deliveries / seconds:,.0f}/s, {deliveries / cpu:,.0f} a CPU second')
        report += f'A channel of {options.members}, {options.senders} of whom talk, {window} messages of {peers.TEXT} bytes each before they wait until all' \
                  f' have heard everything:\n\n' + member_table(results, 'deliveries')
    return report


def idle(bench):
    options, rows = bench.options, []
    for make, count in ((lambda: bench.torsion(options.heap), options.connections),
                        (lambda: bench.started(servers.ngircd(bench.work), True), COMPARED),
                        (lambda: bench.started(servers.inspircd(bench.work), False), COMPARED)):
        server = make()
        for peer in peers.connect(server, 1000, first=100_000):
            peer.close()
        time.sleep(3)
        before, begun = server.memory_mib(), time.monotonic()
        held = peers.connect(server, count)
        say(f'  {server.name}: {count} are connected after {time.monotonic() - begun:.0f} s')
        time.sleep(options.idle)
        memory = server.memory_mib()
        lost = 0
        for peer in held:
            with contextlib.suppress(SystemExit, OSError):
                peer.send('PING :there\r\n')
                peer.wait_for(b'there')
                continue
            lost += 1
        memory = max(memory, server.memory_mib())
        for peer in held:
            peer.close()
        server.stop()
        each = (memory - before) * 1024 / count
        rows.append([server.name, f'{count:,}', lost, f'{before:.0f} MiB', f'{memory:.0f} MiB', f'{each:.1f}'])
    return f'Connections that have registered and are idle for {options.idle} s; each is asked for an answer then; Torsion with `-Xmx{options.heap}m`:\n\n' \
           + harness.table(['server', 'connections', 'lost', 'memory before', 'memory with all', 'KiB a connection'], rows) + '\n'


def stalled(bench):
    """A round is a time in which all read and a time in which one of them does not, until it is sent away."""
    options, rows = bench.options, []
    server = bench.torsion(256)
    members = peers.connect(server, options.members)
    peers.join(members)
    audience = peers.Audience(members)
    audience.settle()
    observers = members[options.senders:options.senders + 20]
    peers.chat(members[:options.senders], audience, options.warm_up, 4)
    for number in range(1, options.rounds + 1):
        taken = []
        for stall in (False, True):
            deaf = []
            if stall:
                deaf = peers.connect(server, 1, first=200_000 + number)
                peers.join(deaf)
                audience.settle()
            sample = peers.Sample(observers)
            peers.chat(members[:options.senders], audience, options.seconds, 4, sample, 0.02)
            taken.append(statistics.quantiles(sample.milliseconds, n=100)[98])
            gone = False
            for peer in deaf:
                gone = is_gone(peer, audience, members[:options.senders])
                audience.settle()
        rows.append([number, f'{taken[0]:.2f}', f'{taken[1]:.2f}', f'{taken[1] / taken[0]:.2f}', 'yes' if gone else 'no'])
        say(f'  round {number}: {rows[-1]}')
    ratio = statistics.median(float(row[3]) for row in rows)
    return f'A channel of {options.members}, of whom one does not read; how long what is said takes to 20 others, p99 in milliseconds (median of the ratios:' \
           f' {ratio:.2f}):\n\n' + harness.table(['round', 'all read', 'one does not', 'ratio', 'it was sent away at its limit'], rows) + '\n'


def is_gone(peer, audience, senders, seconds=120):
    """Talks until one who does not read was sent away: what it has not read ends with a line or with a reset."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        peers.chat(senders, audience, 1, 16)
        senders[0].socket.setblocking(True)
        senders[0].socket.sendall(f'ISON {peer.nick}\r\n'.encode())
        senders[0].socket.setblocking(False)
        sample = b''
        end = time.monotonic() + 5
        while b' 303 ' not in sample and time.monotonic() < end:
            with contextlib.suppress(BlockingIOError):
                sample += senders[0].socket.recv(peers.SIZE)
        line = next((line for line in sample.split(b'\r\n') if b' 303 ' in line), b'')
        if line and peer.nick.encode() not in line:
            peer.close()
            return True
    return False


CASES = {'fanout': fanout, 'idle': idle, 'stalled': stalled}


def run(java, options):
    release = re.search(r'JAVA_VERSION="(.*)"', (java / 'release').read_text())[1]
    say(f'JDK {release}')
    report = f'### IRC, JDK {release}\n\n'
    for name in options.cases:
        with contextlib.ExitStack() as stack:
            work = pathlib.Path(tempfile.mkdtemp(prefix='torsion-benchmark-'))
            stack.callback(shutil.rmtree, work, ignore_errors=True)
            say(f'{name}: load {os.getloadavg()[0]:.1f}')
            report += CASES[name](Bench(java, options, work, stack))
    return report


def build():
    shutil.rmtree(LIBRARIES, ignore_errors=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'starter-words', '-am', '-DskipTests', '-Dinvoker.skip', 'package'], cwd=ROOT, stdin=subprocess.DEVNULL,
                   check=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'autoconfigure,starter-words', '-DskipTests', '-Dinvoker.skip', '-DincludeScope=runtime',
                    f'-DoutputDirectory={LIBRARIES}', 'package', 'dependency:copy-dependencies'], cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    for module in ('autoconfigure', 'starter-words'):
        for jar in (ROOT / module / 'target').glob('*-SNAPSHOT.jar'):
            shutil.copy(jar, LIBRARIES)


def parse():
    parser = argparse.ArgumentParser(prog='benchmarks/run irc', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--java', type=pathlib.Path, action='append', metavar='HOME',
                        help='JDK to run on, may be repeated; the one of the build if not given')
    parser.add_argument('--jvm', action='append', default=[], metavar='OPTION', help='option for every JVM, may be repeated')
    parser.add_argument('--cases', type=lambda text: text.split(','), default=list(CASES))
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--seconds', type=int, default=5, help='how long a server is measured in a round')
    parser.add_argument('--members', type=int, default=500)
    parser.add_argument('--senders', type=int, default=4)
    parser.add_argument('--windows', type=lambda text: [int(word) for word in text.split(',')], default=[1, 8], help='messages of a sender that are under way')
    parser.add_argument('--connections', type=int, default=10_000, help='idle connections')
    parser.add_argument('--idle', type=int, default=30, help='seconds they are left alone')
    parser.add_argument('--heap', type=int, default=300, metavar='MIB', help='heap of the JVM with the idle connections')
    parser.add_argument('--warm-up', type=int, default=20, help='least seconds of load on the JVM before the first round of a table')
    parser.add_argument('--quick', action='store_true', help='a short run that says whether everything works, and little else')
    parser.add_argument('--no-build', action='store_true', help='take the jars that are there')
    parser.add_argument('--save', action='store_true', help='keep the tables in benchmarks/README.md')
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds, options.members, options.connections, options.idle, options.warm_up = 2, 2, 50, 500, 3, 5
    return options


def main():
    options = parse()
    # So that a terminated run cleans up too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    harness.allow_descriptors(options.connections + 4000)
    if not options.no_build:
        build()
    report = f'{harness.today()}, {harness.machine()}; median of {options.rounds} interleaved rounds of {options.seconds} s, after {options.warm_up} s of load or' \
             f' more on the JVM (`-Xmx256m`){", " + " ".join(options.jvm) if options.jvm else ""}.\n\n'
    for java in options.java or [pathlib.Path(os.environ['JAVA_HOME'])]:
        report += run(java, options)
    print(report)
    if options.save:
        harness.save('irc', report)


if __name__ == '__main__':
    main()
