"""SSH side by side with OpenSSH's sshd and with Twisted: files by SFTP, logins, sessions that are idle.

Cases: large (files by SFTP, one stream and several), small (many small files), logins (a connection each), idle (5,000 sessions in a process of 512 MiB).
"""
# needs: sftp:openssh-client sshd:openssh-server twistd3:python3-twisted /usr/share/doc/libssh-4:libssh-4

import argparse
import contextlib
import filecmp
import os
import pathlib
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import harness
from harness import ROOT, say

FOLDER = ROOT / 'benchmarks' / 'conch'
sys.path.append(str(FOLDER))
import peers  # noqa: E402
import servers  # noqa: E402
from servers import CTR, GCM, OPENSSH, OURS, TWISTED, USER  # noqa: E402

LIBRARIES = ROOT / 'starter-conch' / 'target' / 'benchmark'
MB = 1000 * 1000
SMALL = 4096
MOST_MIB = 512
COMPARED = 200


def sftp(server, keys, *commands):
    """OpenSSH's client, the same for all servers."""
    command = ['sftp', '-q', '-F', 'none', '-b', '-', '-P', str(server.port), '-i', keys / 'user']
    for option in ('IdentitiesOnly=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', f'Ciphers={server.cipher}'):
        command += ['-o', option]
    client = subprocess.Popen([*command, f'{USER}@127.0.0.1'], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    client.stdin.write(''.join(f'{line}\n' for line in commands).encode())
    client.stdin.close()
    return client


def timed(server, begin):
    """Seconds that clients take, CPU seconds of the server, CPU seconds of the clients."""
    before, ours, begun = server.cpu_seconds(), client_seconds(), time.monotonic()
    if any([client.wait() for client in begin()]):
        raise SystemExit(f'{server.name} has failed a client:\n{pathlib.Path(server.log).read_text(errors="replace")[-4000:]}')
    seconds = time.monotonic() - begun
    return seconds, server.cpu_seconds() - before, client_seconds() - ours


def client_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def get(work, streams):
    """A load of one file that is read by all streams; MB/s, and CPU seconds of the server and of the clients per GB."""
    def load(server, size):
        source = file_of(work / 'files' / f'source-{size}', size)
        return moved(server, work, f'get {source.name} {work}', source, [work / f'got-{stream}' for stream in range(streams)], size)
    return load


def put(work, streams):
    """A load of one file that is written by each stream to a place of its own."""
    def load(server, size):
        source = file_of(work / f'source-{size}', size)
        return moved(server, work, f'put {source} .', source, [work / 'files' / f'put-{stream}' for stream in range(streams)], size)
    return load


def moved(server, work, command, source, targets, size):
    """Where files go there have been none, and they have to be the same."""
    result = rates(timed(server, lambda: [sftp(server, work / 'keys', f'{command}/{target.name}') for target in targets]), len(targets) * size)
    for target in targets:
        if not filecmp.cmp(source, target, shallow=False):
            raise SystemExit(f'{server.name} has moved a file that is another now')
        target.unlink()
    return result


def file_of(path, size):
    """Made once, of what cannot be compressed, and read once, so that it is in memory."""
    if not path.exists():
        block = os.urandom(MB)
        with open(path, 'wb') as out:
            for _ in range(size):
                out.write(block)
    return path


def rates(times, size):
    seconds, server, client = times
    return size / seconds, server / size * 1000, client / size * 1000


def small_get(work):
    """A load of a folder of small files; files a second, and CPU seconds of the server and of the client per 1,000 files."""
    def load(server, files):
        source, target = folder_of(work / 'files' / f'small-{files}', files), work / 'fetched'
        target.mkdir()
        result = rates(timed(server, lambda: [sftp(server, work / 'keys', f'get {source.name}/* {target}')]), files)
        if sum(path.stat().st_size == SMALL for path in target.iterdir()) != files:
            raise SystemExit(f'{server.name} has not given all files')
        shutil.rmtree(target)
        return result
    return load


def small_put(work):
    def load(server, files):
        source, target = folder_of(work / f'small-{files}', files), work / 'files' / 'sent'
        target.mkdir()
        result = rates(timed(server, lambda: [sftp(server, work / 'keys', f'put {source}/* sent')]), files)
        if sum(path.stat().st_size == SMALL for path in target.iterdir()) != files:
            raise SystemExit(f'{server.name} has not taken all files')
        shutil.rmtree(target)
        return result
    return load


def folder_of(path, files):
    if not path.exists():
        path.mkdir()
        for number in range(files):
            (path / f'{number:05}').write_bytes(os.urandom(SMALL))
    return path


def logins(work, threads):
    """A load of logins; logins a second, and CPU seconds of the server and of the clients per 1,000 logins."""
    def load(server, count):
        before, ours, begun = server.cpu_seconds(), time.process_time(), time.monotonic()
        peers.log_in(server, USER, work / 'keys' / 'user', count, threads)
        seconds, client = time.monotonic() - begun, time.process_time() - ours
        return rates((seconds, server.cpu_seconds() - before, client), count)
    return load


def warm_up(server, load, size, seconds):
    """Loads a server until it has had its time and does not get better any more."""
    last, spent = None, 0
    while spent < 5 * seconds:
        begun = time.monotonic()
        rate, cpu, _ = load(server, size)
        spent += time.monotonic() - begun
        say(f'  warming up {server.name}: {rate:.0f}/s, {cpu:.3f} s')
        if spent >= seconds and last is not None and cpu > 0.95 * last:
            return
        last = cpu


def rounds(compared, load, size, options):
    """Twisted has a tenth to do, which takes it as long."""
    results = {server.name: [] for server in compared}
    for number in range(1, options.rounds + 1):
        for server in compared:
            results[server.name].append(load(server, max(1, size // 10) if server.name == TWISTED else size))
            rate, cpu, client = results[server.name][-1]
            say(f'  round {number}: {server.name}: {rate:.0f}/s, {cpu:.3f} s, client {client:.3f} s')
    return results


def table(results, unit, of):
    rows = []
    for name, own in results.items():
        ratios = {other: [a[0] / b[0] for a, b in zip(own, results[other])] for other in (OPENSSH, TWISTED)}
        rows.append([name, f'{harness.median(results, name, 0):,.0f}', *(f'{harness.median(results, name, column):.2f}' for column in (1, 2)),
                     f'{harness.ratio(results, name, OPENSSH, 1):.2f}', *(f'{statistics.median(ratio):.2f}' for ratio in ratios.values()),
                     ', '.join(f'{ratio:.2f}' for ratio in ratios[OPENSSH])])
    return harness.table(['server', unit, f'CPU s/{of}', f'client CPU s/{of}', f'CPU : {OPENSSH}', f'{unit} : {OPENSSH}', f'{unit} : {TWISTED}',
                          f'of each round : {OPENSSH}'], rows) + '\n'


class Bench:
    """A JDK, a folder for all servers, and those of them that are running."""

    def __init__(self, java, options, work, stack):
        self.java, self.options, self.work, self.stack = java, options, work, stack
        (work / 'files').mkdir()
        servers.make_keys(work / 'keys')
        classes = work / 'classes'
        subprocess.run([java / 'bin' / 'javac', '--release', '17', '-parameters', '-proc:none', '-cp', f'{LIBRARIES}/*', '-d', classes, FOLDER / 'Conch.java'],
                       check=True)
        self.classpath = f'{classes}:{LIBRARIES}/*'

    def torsion(self, heap, *arguments):
        return self.started(servers.torsion(self.java, self.options.jvm, self.work, self.classpath, heap, *arguments))

    def compared(self):
        return [self.torsion(256), self.started(servers.openssh(self.work)), self.started(servers.twisted(self.work))]

    def started(self, server):
        self.stack.callback(server.stop)
        return server.await_port()


def large(bench):
    options, compared, report = bench.options, bench.compared(), ''
    # What is written by all streams, and the two files it comes from
    need_memory((options.streams + 3) * options.size * MB)
    for direction, streams in ((get, 1), (put, 1), (get, options.streams), (put, options.streams)):
        load = direction(bench.work, streams)
        warm_up(compared[0], load, max(1, options.size // streams), options.warm_up)
        what = 'read' if direction is get else 'written'
        report += f'SFTP, {"one stream" if streams == 1 else f"{streams} streams at once"}, {options.size:,} MB {what} by each:\n\n' \
                  + table(rounds(compared, load, options.size, options), 'MB/s', 'GB')
    return report


def need_memory(size):
    free = int(re.search(r'MemAvailable:\s+(\d+)', pathlib.Path('/proc/meminfo').read_text())[1]) * 1024
    if free < 1.2 * size:
        raise SystemExit(f'{1.2 * size / 1e9:.0f} GB of memory have to be free for files, and these are {free / 1e9:.0f}: choose a smaller --size')


def small(bench):
    options, compared, report = bench.options, bench.compared(), ''
    for load, what in ((small_get(bench.work), 'read'), (small_put(bench.work), 'written')):
        warm_up(compared[0], load, options.files, options.warm_up)
        report += f'SFTP, {options.files:,} files of 4 KiB {what}:\n\n' + table(rounds(compared, load, options.files, options), 'files/s', '1,000')
    return report


def log_ins(bench):
    options, compared = bench.options, bench.compared()
    load = logins(bench.work, options.threads)
    warm_up(compared[0], load, options.logins, options.warm_up)
    return f'Logins, {options.threads} at a time ({peers.EXCHANGE.decode()}, keys of Ed25519):\n\n' \
           + table(rounds(compared, load, options.logins, options), 'logins/s', '1,000')


def idle(bench):
    """Opens sessions, leaves them alone, and has each connection run one more command."""
    options = bench.options
    ours = bench.torsion(options.heap)
    peers.log_in(ours, USER, bench.work / 'keys' / 'user', min(500, options.connections), options.threads)
    rows = [held(bench, ours, options.connections)]
    ours.stop()
    other = bench.started(servers.openssh(bench.work))
    rows.append(held(bench, other, min(COMPARED, options.connections)))
    return f'Sessions, each over a connection of its own and with a command that sleeps, idle for {options.idle} s; over each connection one more command' \
           f' is run then; Torsion with `-Xmx{options.heap}m`:\n\n' \
           + harness.table(['server', 'sessions', 'lost', 'memory before', 'memory with all', 'KiB a session', 'at 5,000'], rows) + '\n'


def held(bench, server, connections):
    options, key, before = bench.options, bench.work / 'keys' / 'user', server.memory_mib()
    begun = time.monotonic()
    held_peers = peers.hold(server, USER, key, connections, options.threads, 'sleep 86400')
    say(f'  {server.name}: {len(held_peers)} sessions are open after {time.monotonic() - begun:.0f} s; idle for {options.idle} s')
    deadline = time.monotonic() + options.idle
    while time.monotonic() < deadline:
        time.sleep(5)
        for peer in held_peers:
            peer.answer()
    memory = server.memory_mib()
    lost = peers.lost(held_peers, options.threads, 'echo here', 'here')
    memory = max(memory, server.memory_mib())
    for peer in held_peers:
        peer.close()
    each = (memory - before) / connections
    return [server.name, f'{connections:,}', lost, f'{before:.0f} MiB', f'{memory:.0f} MiB', f'{each * 1024:.0f}', f'{before + 5000 * each:,.0f} MiB']


def run(java, options):
    release = re.search(r'JAVA_VERSION="(.*)"', (java / 'release').read_text())[1]
    say(f'JDK {release}')
    report = f'### Conch, JDK {release}\n\n'
    for name in options.cases:
        with contextlib.ExitStack() as stack:
            work = pathlib.Path(tempfile.mkdtemp(prefix='torsion-benchmark-', dir=options.folder))
            stack.callback(shutil.rmtree, work, ignore_errors=True)
            say(f'{name}: load {os.getloadavg()[0]:.1f}')
            report += CASES[name](Bench(java, options, work, stack))
    return report


CASES = {'large': large, 'small': small, 'logins': log_ins, 'idle': idle}


def build():
    shutil.rmtree(LIBRARIES, ignore_errors=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'starter-conch', '-am', '-DskipTests', '-Dinvoker.skip', 'package'], cwd=ROOT, stdin=subprocess.DEVNULL,
                   check=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'autoconfigure,starter-conch', '-DskipTests', '-Dinvoker.skip', '-DincludeScope=runtime',
                    f'-DoutputDirectory={LIBRARIES}', 'package', 'dependency:copy-dependencies'], cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    for module in ('autoconfigure', 'starter-conch'):
        for jar in (ROOT / module / 'target').glob('*-SNAPSHOT.jar'):
            shutil.copy(jar, LIBRARIES)


def parse():
    parser = argparse.ArgumentParser(prog='benchmarks/run conch', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--java', type=pathlib.Path, action='append', metavar='HOME',
                        help='JDK to run on, may be repeated; the one of the build if not given')
    parser.add_argument('--jvm', action='append', default=[], metavar='OPTION', help='option for every JVM, may be repeated')
    parser.add_argument('--cases', type=lambda text: text.split(','), default=list(CASES))
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--size', type=int, default=1000, metavar='MB', help='what each stream reads or writes')
    parser.add_argument('--streams', type=int, default=8, help='how many there are at once')
    parser.add_argument('--files', type=int, default=1000, help='small files')
    parser.add_argument('--logins', type=int, default=1000, help='logins in a round')
    parser.add_argument('--threads', type=int, default=8, help='how many log in at a time')
    parser.add_argument('--connections', type=int, default=5000, help='idle sessions')
    parser.add_argument('--idle', type=int, default=30, help='seconds they are left alone')
    parser.add_argument('--heap', type=int, default=320, metavar='MIB', help='heap of the JVM with the idle sessions')
    parser.add_argument('--warm-up', type=int, default=20, help='least seconds of load on the JVM before the first round of a table')
    parser.add_argument('--folder', type=pathlib.Path, default='/dev/shm', help='where the files are; in memory, or it is the disk that is measured')
    parser.add_argument('--quick', action='store_true', help='a short run that says whether everything works, and little else')
    parser.add_argument('--no-build', action='store_true', help='take the jars that are there')
    parser.add_argument('--save', action='store_true', help='keep the tables in benchmarks/README.md')
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.size, options.files, options.logins, options.connections, options.idle, options.warm_up = 2, 50, 100, 100, 200, 5, 2
    return options


def main():
    options = parse()
    # So that a terminated run cleans up too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if os.geteuid():
        raise SystemExit('sshd wants to be started by root')
    harness.allow_descriptors(options.connections + 1000)
    if not options.no_build:
        build()
    report = f'{harness.today()}, {harness.machine()}, load {os.getloadavg()[0]:.1f} at the start; median of {options.rounds} interleaved rounds, after' \
             f' {options.warm_up} s of load or more on the JVM (`-Xmx256m`); {GCM}, but for Twisted, which has none of it: {CTR} with a MAC' \
             f'{", " + " ".join(options.jvm) if options.jvm else ""}.\n\n'
    for java in options.java or [pathlib.Path(os.environ['JAVA_HOME'])]:
        report += run(java, options)
    print(report)
    if options.save:
        harness.save('conch', report)


if __name__ == '__main__':
    main()
