"""Mail that arrives and mail that is fetched, side by side with Postfix, Dovecot and Twisted; every message is on the disk before it is answered for.

Cases: smtp (into a Maildir, beside Postfix into its queue), lmtp (into a Maildir, beside Dovecot), pop3 (10,000 messages fetched), large (a message of
100 MB in a heap that has no room for it), idle (10,000 idle sessions in a heap of 256 MiB).
"""
# needs: smtp-source:postfix dovecot:dovecot-core /usr/lib/dovecot/lmtp:dovecot-lmtpd /usr/lib/dovecot/pop3:dovecot-pop3d twistd3:python3-twisted

import argparse
import concurrent.futures
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import harness
from harness import ROOT, say

FOLDER = ROOT / 'benchmarks' / 'mail'
sys.path.append(str(FOLDER))
import maildrop  # noqa: E402
import servers  # noqa: E402
from servers import DOVECOT, OURS, POSTFIX, QUEUE, SINK, TWISTED, USERS  # noqa: E402

LIBRARIES = ROOT / 'starter-mail' / 'target' / 'benchmark'
SIZE = 4096
SESSIONS = 20
LARGE = 100 * 1000 * 1000
WINDOW = 100


def send(port, messages, mailboxes=1, *options):
    """All sessions go to one mailbox, or a part of them to each of several."""
    sources = [subprocess.Popen(['smtp-source', '-s', str(SESSIONS // mailboxes), '-l', str(SIZE), '-m', str(messages // mailboxes), '-M', 'there.test',
                                 '-f', 'source@there.test', '-t', f'user{i}@bench.test', *options, f'127.0.0.1:{port}'], stdin=subprocess.DEVNULL)
               for i in range(mailboxes)]
    if any([source.wait() for source in sources]):
        raise SystemExit(f'port {port} has not taken all messages')


def delivery(protocol, mailboxes, *options):
    """A load of messages; returns messages a second and CPU seconds of the server a message, until all are where they belong."""
    def load(server, messages):
        server.empty()
        os.sync()
        before, begun = server.cpu_seconds(), time.monotonic()
        send(getattr(server, protocol), messages, mailboxes, *options)
        server.await_messages(messages)
        return messages / (time.monotonic() - begun), (server.cpu_seconds() - before) / messages
    return load


def retrieval(window):
    """A load of one session that fetches all messages; returns messages a second and CPU seconds of the server a message."""
    def load(server, messages):
        before, begun = server.cpu_seconds(), time.monotonic()
        count, size = maildrop.fetch_all(server.pop3, 'user0' if server.name == TWISTED else 'user0@bench.test', servers.PASSWORD, window)
        seconds = time.monotonic() - begun
        if count != messages or size < messages * SIZE:
            raise SystemExit(f'{server.name} has given {count} messages of {messages}, {size} bytes')
        return messages / seconds, (server.cpu_seconds() - before) / messages
    return load


def warm_up(server, load, messages, seconds):
    """Loads a server until it has had its time and does not get better any more."""
    last, spent = None, 0
    while spent < 5 * seconds:
        begun = time.monotonic()
        rate, cpu = load(server, messages)
        spent += time.monotonic() - begun
        say(f'  warming up {server.name}: {rate:.0f}/s, {cpu * 1e6:.0f} us')
        if spent >= seconds and last is not None and cpu > 0.95 * last:
            return
        last = cpu


def rounds(compared, load, messages, options):
    results = {server.name: [] for server in compared}
    for number in range(1, options.rounds + 1):
        for server in compared:
            results[server.name].append(load(server, messages))
            rate, cpu = results[server.name][-1]
            say(f'  round {number}: {server.name}: {rate:.0f}/s, {cpu * 1e6:.0f} us')
    return results


def table(results, others):
    """Rates are compared with those of others, round by round with the first."""
    rows = []
    for name, own in results.items():
        ratios = {other: [a[0] / b[0] for a, b in zip(own, results[other])] for other in others}
        rows.append([name, f'{harness.median(results, name, 0):,.0f}', f'{harness.median(results, name, 1) * 1e6:.0f}',
                     *(f'{statistics.median(ratio):.2f}' for ratio in ratios.values()), ', '.join(f'{ratio:.2f}' for ratio in ratios[others[0]])])
    return harness.table(['server', 'messages/s', 'CPU us/message', *(f'messages/s : {other}' for other in others), f'of each round : {others[0]}'],
                         rows) + '\n'


class Bench:
    """A JDK, a folder for all servers, and those of them that are running."""

    def __init__(self, java, options, work, stack):
        self.java, self.options, self.work, self.stack = java, options, work, stack
        classes = work / 'classes'
        subprocess.run([java / 'bin' / 'javac', '--release', '17', '-proc:none', '-cp', f'{LIBRARIES}/*', '-d', classes, FOLDER / 'Mail.java'], check=True)
        self.classpath = f'{classes}:{LIBRARIES}/*'

    def torsion(self, heap, *arguments):
        return self.started(servers.torsion(self.java, self.options.jvm, self.work, self.classpath, heap, *arguments))

    def started(self, server):
        self.stack.callback(server.stop)
        return server.await_port()

    def tool(self, server, name, *arguments):
        return [str(self.java / 'bin' / name), *arguments[:1], str(server.process.pid), *arguments[1:]]

    def collect(self, server):
        """Collects garbage, and returns what of the heap is in use then."""
        for _ in range(2):
            subprocess.run(self.tool(server, 'jcmd') + ['GC.run'], capture_output=True, check=True)
        return used_mib(subprocess.run(self.tool(server, 'jstat', '-gc'), capture_output=True, text=True, check=True).stdout)[-1]


def used_mib(report):
    """What of the heap is in use in each line of `jstat -gc`."""
    lines = [line.split() for line in report.splitlines()]
    columns = [i for i, name in enumerate(lines[0]) if name in ('S0U', 'S1U', 'EU', 'OU')]
    return [sum(float(line[i]) for i in columns if line[i] != '-') / 1024 for line in lines[1:] if len(line) == len(lines[0])]


def smtp(bench):
    options = bench.options
    compared = [bench.torsion(256), bench.started(servers.postfix(bench.work, QUEUE)), bench.started(servers.postfix(bench.work, POSTFIX)),
                bench.started(servers.twisted(bench.work)), bench.started(servers.sink(bench.work))]
    report = ''
    for title, arguments in (('20 sessions, each with many messages', ['-d']), ('20 sessions at a time, each with one message', [])):
        load = delivery('smtp', 1, *arguments)
        warm_up(compared[0], load, options.messages, options.warm_up)
        report += f'By SMTP, {title}:\n\n' + table(rounds(compared, load, options.messages, options), [QUEUE, POSTFIX, TWISTED])
    return report


def lmtp(bench):
    options = bench.options
    compared = [bench.torsion(256), bench.started(servers.dovecot(bench.work))]
    report = ''
    for title, mailboxes in (('one mailbox', 1), (f'{USERS} mailboxes', USERS)):
        load = delivery('lmtp', mailboxes, '-L', '-d')
        warm_up(compared[0], load, options.messages, options.warm_up)
        report += f'By LMTP, 20 sessions, each with many messages, {title}:\n\n' + table(rounds(compared, load, options.messages, options), [DOVECOT])
    return report


def pop3(bench):
    options = bench.options
    compared = [bench.torsion(256), bench.started(servers.dovecot(bench.work)), bench.started(servers.twisted(bench.work))]
    for server in compared:
        fill = delivery('lmtp', 1, '-L', '-d') if server.lmtp else delivery('smtp', 1, '-d')
        fill(server, options.fetched)
    report = ''
    for title, window in (('one after another', 1), (f'asked for by {WINDOW}', WINDOW)):
        load = retrieval(window)
        # Whoever marks messages as seen, or lists them in a file, has done so after a session
        for server in compared[1:]:
            load(server, options.fetched)
        warm_up(compared[0], load, options.fetched, options.warm_up)
        report += f'By POP3, a session with {options.fetched:,} messages, {title}:\n\n' \
                  + table(rounds(compared, load, options.fetched, options), [DOVECOT, TWISTED])
    return report


def most_resident_mib(server):
    return int(re.search(r'VmHWM:\s+(\d+)', pathlib.Path(f'/proc/{server.process.pid}/status').read_text())[1]) // 1024


def large(bench):
    """The heap of the second JVM has no more than 64 MiB above what the first one needs when idle."""
    server = bench.torsion(256)
    send(server.smtp, 20)
    idle = bench.collect(server)
    server.empty()
    server.stop()
    heap = int(idle) + 64
    server = bench.torsion(heap, '--network.mail.smtp.max-size=200MB')
    send(server.smtp, 20)
    server.empty()
    bench.collect(server)
    resident, seconds, peaks = server.resident_mib(), [], []
    for number in range(1, bench.options.rounds + 1):
        with subprocess.Popen(bench.tool(server, 'jstat', '-gc') + ['20'], stdout=subprocess.PIPE, text=True) as sampler:
            begun = time.monotonic()
            subprocess.run(['smtp-source', '-l', str(LARGE), '-m', '1', '-M', 'there.test', '-f', 'source@there.test', '-t', 'user0@bench.test',
                            f'127.0.0.1:{server.smtp}'], stdin=subprocess.DEVNULL, check=True)
            seconds.append(time.monotonic() - begun)
            sampler.terminate()
            peaks.append(max(used_mib(sampler.stdout.read())))
        server.await_messages(1)
        if server.messages()[0].stat().st_size < 0.95 * LARGE:
            raise SystemExit('The large message is not whole')
        server.empty()
        say(f'  round {number}: {seconds[-1]:.1f} s, {peaks[-1]:.0f} MiB of {heap}')
    return f'Messages of 100 MB by SMTP, one after another, {bench.options.rounds} in all:\n\n' + harness.table(
        ['heap in use when idle', '`-Xmx`', 'most of the heap in use', 'resident when idle', 'most resident', 'seconds'],
        [[f'{idle:.0f} MiB', f'{heap} MiB', f'{max(peaks):.0f} MiB', f'{resident} MiB', f'{most_resident_mib(server)} MiB',
          f'{statistics.median(seconds):.1f}']]) + '\n'


class Session:
    """An SMTP session that has said EHLO."""

    def __init__(self, port, address):
        self.socket = socket.create_connection(('127.0.0.1', port), 30, (address, 0))
        self.read()
        self.say('EHLO there.test')

    def read(self):
        received = b''
        while not re.search(rb'(?m)^\d{3} .*\r\n\Z', received):
            more = self.socket.recv(4096)
            if not more:
                raise OSError('closed')
            received += more
        if not received.startswith(b'2'):
            raise OSError(received.decode(errors='replace'))

    def say(self, command):
        self.socket.sendall(command.encode() + b'\r\n')
        self.read()


def idle(bench):
    """Opens sessions from several addresses, leaves them alone, and asks each of them again."""
    options = bench.options
    server = bench.torsion(256, f'--network.mail.smtp.max-connections={2 * options.connections}', '--network.mail.smtp.max-connections-per-address=5000')
    send(server.smtp, 1000)
    used, resident, sessions, lost = bench.collect(server), server.resident_mib(), [], 0
    for number in range(options.connections):
        sessions.append(Session(server.smtp, f'127.0.0.{2 + number // 2000}'))
    say(f'  {len(sessions)} sessions are open; idle for {options.idle} s')
    time.sleep(options.idle)
    for session in sessions:
        try:
            session.say('NOOP')
        except OSError:
            lost += 1
    row = [f'{len(sessions):,}', lost, f'{used:.0f} MiB', f'{bench.collect(server):.0f} MiB', f'{resident} MiB', f'{server.resident_mib()} MiB']
    for session in sessions:
        session.socket.close()
    return f'SMTP sessions after EHLO, idle for {options.idle} s, in a heap of 256 MiB; all asked again:\n\n' + harness.table(
        ['sessions', 'lost', 'heap in use before', 'heap in use with all', 'resident before', 'resident with all'], [row]) + '\n'


def file_system(folder):
    """Where the messages go; what memory alone keeps proves nothing here."""
    kind, source = subprocess.run(['findmnt', '-n', '-o', 'FSTYPE,SOURCE', '-T', folder], capture_output=True, text=True, check=True).stdout.split()[:2]
    if kind in ('tmpfs', 'ramfs'):
        raise SystemExit(f'{folder} is a {kind}: set TMPDIR to a folder on a disk')
    return f'{kind} on {source}'


def durable_files(work, threads, seconds):
    """Files of 4 KiB that are written, forced to the disk and renamed, by several threads: how many a second."""
    home = pathlib.Path(tempfile.mkdtemp(dir=work))
    end = time.monotonic() + seconds

    def write(thread):
        written = 0
        while time.monotonic() < end:
            path = home / f'{thread}-{written}'
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(descriptor, bytes(SIZE))
            os.fsync(descriptor)
            os.close(descriptor)
            path.rename(f'{path}.new')
            written += 1
        return written

    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        total = sum(pool.map(write, range(threads)))
    shutil.rmtree(home)
    return total / seconds


def disk(work):
    rates = [f'{durable_files(work, threads, 3):,.0f} a second by {threads} thread{"s" if threads > 1 else ""}' for threads in (1, SESSIONS)]
    return f'All mailboxes and queues are on {file_system(work)}; files of 4 KiB written, forced to it and renamed there: {", ".join(rates)}.\n\n'


def run(java, options):
    release = re.search(r'JAVA_VERSION="(.*)"', (java / 'release').read_text())[1]
    say(f'JDK {release}')
    report = f'### Mail, JDK {release}\n\n'
    for name in options.cases:
        with contextlib.ExitStack() as stack:
            work = pathlib.Path(tempfile.mkdtemp(prefix='torsion-benchmark-'))
            stack.callback(shutil.rmtree, work, ignore_errors=True)
            # The servers of others drop their privileges
            work.chmod(0o755)
            say(f'{name}:')
            if name == options.cases[0]:
                report += disk(work)
            report += CASES[name](Bench(java, options, work, stack))
    return report


CASES = {'smtp': smtp, 'lmtp': lmtp, 'pop3': pop3, 'large': large, 'idle': idle}


def build():
    shutil.rmtree(LIBRARIES, ignore_errors=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'starter-mail', '-am', '-DskipTests', '-Dinvoker.skip', 'package'], cwd=ROOT, stdin=subprocess.DEVNULL,
                   check=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'autoconfigure,starter-mail', '-DskipTests', '-Dinvoker.skip', '-DincludeScope=runtime',
                    f'-DoutputDirectory={LIBRARIES}', 'package', 'dependency:copy-dependencies'], cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    for module in ('autoconfigure', 'starter-mail'):
        for jar in (ROOT / module / 'target').glob('*-SNAPSHOT.jar'):
            shutil.copy(jar, LIBRARIES)


def parse():
    parser = argparse.ArgumentParser(prog='benchmarks/run mail', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--java', type=pathlib.Path, action='append', metavar='HOME',
                        help='JDK to run on, may be repeated; the one of the build if not given')
    parser.add_argument('--jvm', action='append', default=[], metavar='OPTION', help='option for every JVM, may be repeated')
    parser.add_argument('--cases', type=lambda text: text.split(','), default=list(CASES))
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--messages', type=int, default=4000, help='messages that arrive in a round')
    parser.add_argument('--fetched', type=int, default=10_000, help='messages of the mailbox that is fetched')
    parser.add_argument('--warm-up', type=int, default=20, help='least seconds of load on each JVM before the first round of a table')
    parser.add_argument('--connections', type=int, default=10_000, help='idle sessions')
    parser.add_argument('--idle', type=int, default=30, help='seconds they are left alone')
    parser.add_argument('--no-build', action='store_true', help='take the jars that are there')
    parser.add_argument('--save', action='store_true', help='keep the tables in benchmarks/README.md')
    return parser.parse_args()


def main():
    options = parse()
    # So that a terminated run cleans up too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if os.geteuid():
        raise SystemExit('Postfix and Dovecot want to be started by root')
    if 'idle' in options.cases:
        harness.allow_descriptors(options.connections + 1000)
    if not options.no_build:
        build()
    report = f'{harness.today()}, {harness.machine()}; median of {options.rounds} interleaved rounds of {options.messages:,} messages of 4 KiB, after' \
             f' {options.warm_up} s of load or more on the JVM (`-Xmx256m`); as many workers and processes as each server thinks fit' \
             f'{", " + " ".join(options.jvm) if options.jvm else ""}.\n\n'
    for java in options.java or [pathlib.Path(os.environ['JAVA_HOME'])]:
        report += run(java, options)
    print(report)
    if options.save:
        harness.save('mail', report)


if __name__ == '__main__':
    main()
