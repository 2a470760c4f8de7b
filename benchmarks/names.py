"""Queries over UDP: the CPU time that a query costs the server, side by side with Knot, NSD, BIND and Twisted.

Cases: zone (a zone of 1,000 names, as fast as one dnsperf asks), rate (the same at a fixed rate), bean (names answered by a method of a
controller), burst (10,000 queries at once, and how many are lost), load (a zone of a million names).
"""
# needs: dnsperf:dnsperf knotd:knot nsd:nsd named:bind9 twistd3:python3-twisted

import argparse
import contextlib
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import harness
from harness import ROOT, say

FOLDER = ROOT / 'benchmarks' / 'names'
LIBRARIES = ROOT / 'starter-names' / 'target' / 'benchmark'
OURS, KNOT, NSD, BIND, TWISTED = 'Torsion', 'Knot', 'NSD', 'BIND', 'Twisted'
CLIENTS = ['-c', '8', '-T', '1', '-q', '200']
LOST = re.compile(r'Queries lost:\s+(\d+)')
COMPLETED = re.compile(r'Queries completed:\s+(\d+)')
RATE = re.compile(r'Queries per second:\s+([\d.]+)')


def zone_file(path, names):
    with open(path, 'w') as zone:
        zone.write('$ORIGIN bench.test.\n$TTL 3600\n@ SOA ns1 hostmaster 1 3600 600 86400 300\n@ NS ns1\n@ NS ns2\nns1 A 10.0.0.1\nns2 A 10.0.0.2\n')
        for i in range(names):
            zone.write(f'host{i} A 10.1.{i // 256 % 256}.{i % 256}\n')
            if i % 4 == 0:
                zone.write(f'host{i} MX 10 host{i + 1}\n')


def python_zone(path):
    """The same zone as Twisted reads it: its reader of zone files takes less than others write."""
    with open(path, 'w') as zone:
        zone.write("zone = [SOA('bench.test', mname='ns1.bench.test', rname='hostmaster.bench.test', serial=1, refresh=3600, retry=600, expire=86400,"
                   " minimum=300, ttl=3600), NS('bench.test', 'ns1.bench.test', ttl=3600), NS('bench.test', 'ns2.bench.test', ttl=3600),\n")
        for i in range(1000):
            zone.write(f"A('host{i}.bench.test', '10.1.{i // 256}.{i % 256}', ttl=3600),\n")
            if i % 4 == 0:
                zone.write(f"MX('host{i}.bench.test', 10, 'host{i + 1}.bench.test', ttl=3600),\n")
        zone.write(']\n')


def queries(path):
    """Seven of ten find an address, one an MX with its address, one no data, one no name."""
    chance = random.Random(1)
    with open(path, 'w') as out:
        for _ in range(20_000):
            host, kind = chance.randrange(1000), chance.random()
            if kind < 0.7:
                out.write(f'host{host}.bench.test A\n')
            elif kind < 0.8:
                out.write(f'host{host - host % 4}.bench.test MX\n')
            elif kind < 0.9:
                out.write(f'host{host}.bench.test AAAA\n')
            else:
                out.write(f'no{host}.bench.test A\n')


def bean_queries(path):
    with open(path, 'w') as out:
        for i in range(20_000):
            out.write(f'instance{i}.svc.bench.test A\n')


def ask(port, timeout=1):
    query = struct.pack('>6H', 1, 0, 1, 0, 0, 0) + b'\x05bench\x04test\0' + struct.pack('>2H', 6, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(timeout)
        client.connect(('127.0.0.1', port))
        client.send(query)
        return client.recv(4096)


class NameServer(harness.Server):
    """A server that answers for bench.test over UDP."""

    def await_port(self, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError):
                if ask(self.port)[3] & 0xf == 0:
                    return self
            time.sleep(0.1)
        raise SystemExit(f'{self.name} does not answer:\n{pathlib.Path(self.log).read_text(errors="replace")[-4000:]}')


def free_port():
    """One that is free for UDP and TCP."""
    while True:
        port = harness.free_port()
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(('127.0.0.1', port))
            return port


def torsion(java, options, work, heap, *arguments):
    port = free_port()
    command = [java / 'bin' / 'java', f'-Xmx{heap}m', *options.jvm, '-cp',
               f'{work / "classes"}:{LIBRARIES}/*', 'Names', f'--network.names.port={port}', '--network.reactor.workers=1',
               '--spring.main.web-application-type=none', '--logging.level.root=warn', f'--network.data={work / "data"}', '--network.names.zones[0].name=bench.test', *arguments]
    return NameServer(OURS, command, port, work / 'torsion.log')


def knot(work, zone):
    port, home = free_port(), work / 'knot'
    home.mkdir()
    (home / 'knot.conf').write_text(
        f'server:\n  rundir: "{home}"\n  listen: 127.0.0.1@{port}\n  udp-workers: 1\n  tcp-workers: 1\n  background-workers: 1\n'
        f'database:\n  storage: "{home}"\nlog:\n  - target: stderr\n    any: warning\nzone:\n  - domain: bench.test\n    file: "{zone}"\n')
    return NameServer(KNOT, ['knotd', '-c', home / 'knot.conf'], port, work / 'knot.log')


def nsd(work, zone):
    port, home = free_port(), work / 'nsd'
    home.mkdir()
    (home / 'nsd.conf').write_text(
        f'server:\n  server-count: 1\n  ip-address: 127.0.0.1@{port}\n  username: ""\n  zonesdir: "{home}"\n  database: ""\n  pidfile: ""\n'
        f'  xfrdfile: "{home}/xfrd"\n  zonelistfile: "{home}/zones"\n  xfrdir: "{home}"\n  minimal-responses: yes\n  rrl-ratelimit: 0\n'
        f'remote-control:\n  control-enable: no\nzone:\n  name: bench.test\n  zonefile: "{zone}"\n')
    return NameServer(NSD, ['nsd', '-d', '-c', home / 'nsd.conf'], port, work / 'nsd.log')


def bind(work, zone):
    port, home = free_port(), work / 'bind'
    home.mkdir()
    (home / 'named.conf').write_text(
        f'options {{ directory "{home}"; listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }}; recursion no; pid-file "{home}/pid";'
        f' session-keyfile "{home}/key"; minimal-responses yes; }};\ncontrols {{ }};\nzone "bench.test" {{ type primary; file "{zone}"; }};\n')
    return NameServer(BIND, ['named', '-g', '-n', '1', '-c', home / 'named.conf'], port, work / 'bind.log')


def twisted(work):
    port = free_port()
    python_zone(work / 'bench.test')
    return NameServer(TWISTED, ['twistd3', '-n', f'--pidfile={work / "twisted.pid"}', 'dns', '--interface=127.0.0.1', f'--port={port}',
                                f'--pyzone={work / "bench.test"}'], port, work / 'twisted.log')


def load(server, data, seconds, limit=()):
    """Returns queries a second, CPU seconds of the server a query, and how many queries were lost."""
    before = server.cpu_seconds()
    output = subprocess.run(['dnsperf', '-s', '127.0.0.1', '-p', str(server.port), '-d', str(data), *CLIENTS, '-l', str(seconds), *limit],
                            capture_output=True, text=True, check=True).stdout
    completed = int(COMPLETED.search(output)[1])
    return float(RATE.search(output)[1]), (server.cpu_seconds() - before) / max(1, completed), int(LOST.search(output)[1])


def warm_up(server, data, seconds, slice_=10):
    last, spent = None, 0
    while spent < 4 * seconds:
        rate, cpu, _ = load(server, data, slice_)
        spent += slice_
        say(f'  warming up {server.name}: {rate:.0f}/s, {cpu * 1e6:.2f} us')
        if spent >= seconds and last is not None and cpu > 0.95 * last:
            return
        last = cpu


def rounds(servers, data, options, limit=()):
    results = {server.name: [] for server in servers}
    for number in range(1, options.rounds + 1):
        for server in servers:
            results[server.name].append(load(server, data, options.seconds, limit))
            rate, cpu, lost = results[server.name][-1]
            say(f'  round {number}: {server.name}: {rate:.0f}/s, {cpu * 1e6:.2f} us, {lost} lost')
    return results


def compared(servers, results, others):
    rows = []
    for server in servers:
        own = results[server.name]
        ratios = [f'{statistics.median(a[1] / b[1] for a, b in zip(own, results[other])):.2f}' for other in others]
        rows.append([server.name, f'{statistics.median(one[0] for one in own):,.0f}', f'{statistics.median(one[1] for one in own) * 1e6:.2f}', *ratios,
                     f'{sum(one[2] for one in own):,}'])
    return harness.table(['server', 'queries/s', 'CPU us/query', *(f'CPU : {other}' for other in others), 'lost'], rows) + '\n'


def burst(server):
    """All of 10,000 queries at once; the client reads only after it has sent."""
    output = subprocess.run(['dnsperf', '-s', '127.0.0.1', '-p', str(server.port), '-d', str(server.queries), '-c', '8', '-T', '1', '-q', '10000', '-n', '1',
                             '-m', 'udp', '-b', '8192', '-t', '3'], capture_output=True, text=True, check=True).stdout
    return int(LOST.search(output)[1])


def zones(java, options, work, stack):
    zone, asked = work / 'bench.test.zone', work / 'queries'
    zone_file(zone, 1000)
    queries(asked)
    servers = [torsion(java, options, work, 256, f'--network.names.zones[0].file={zone}'), knot(work, zone), nsd(work, zone), bind(work, zone), twisted(work)]
    for server in servers:
        stack.callback(server.stop)
        server.await_port()
    fast = [server for server in servers if server.name != TWISTED]
    report = ''
    warm_up(servers[0], asked, options.warm_up)
    if 'zone' in options.cases:
        results = rounds(servers, asked, options)
        speed = statistics.median(a[0] / b[0] for a, b in zip(results[OURS], results[TWISTED]))
        report += f'As fast as one client asks (Torsion answers {speed:.0f} times as many queries a second as Twisted):\n\n' \
                  + compared(servers, results, [KNOT, NSD, BIND])
    if 'rate' in options.cases:
        report += f'\nAt {options.rate:,} queries a second:\n\n' + compared(fast, rounds(fast, asked, options, ('-Q', str(options.rate))), [KNOT, NSD, BIND])
    if 'burst' in options.cases:
        once = work / 'burst'
        once.write_text(''.join(asked.read_text().splitlines(True)[:10_000]))
        rows = []
        for server in fast:
            server.queries = once
            rows.append([server.name, ', '.join(str(burst(server)) for _ in range(options.rounds))])
        report += '\nLost of 10,000 queries at once, round by round:\n\n' + harness.table(['server', 'lost'], rows) + '\n'
    if 'bean' in options.cases:
        asked = work / 'beans'
        bean_queries(asked)
        server = torsion(java, options, work, 256, f'--network.names.zones[0].file={zone}', '--controller=true')
        stack.callback(server.stop)
        server.await_port()
        warm_up(server, asked, options.warm_up)
        report += '\nNames answered by a method of a controller:\n\n' + compared([server], rounds([server], asked, options), [])
    return report


def large(java, options, work, stack):
    zone = work / 'large.zone'
    zone_file(zone, 1_000_000)
    seconds, memory = [], []
    for _ in range(options.rounds):
        server = torsion(java, options, work, 600, f'--network.names.zones[0].file={zone}', '--report=true')
        try:
            server.await_port(180)
            while not (found := re.search(r'started in ([\d.]+) s, (\d+) MiB', pathlib.Path(server.log).read_text())):
                time.sleep(0.1)
        finally:
            server.stop()
        seconds.append(float(found[1]))
        memory.append(int(found[2]))
        say(f'  load: {seconds[-1]} s, {memory[-1]} MiB')
    return f'\nA zone of 1,000,000 names (1,250,000 records) with `-Xmx600m`: started in {statistics.median(seconds):.1f} s' \
           f' (at most {max(seconds):.1f} s), {statistics.median(memory)} MiB used afterwards.\n'


def run(java, options):
    release = re.search(r'JAVA_VERSION="(.*)"', (java / 'release').read_text())[1]
    say(f'JDK {release}')
    report = f'### Names, JDK {release}\n\n'
    with contextlib.ExitStack() as stack:
        work = pathlib.Path(tempfile.mkdtemp(prefix='torsion-benchmark-'))
        stack.callback(shutil.rmtree, work, ignore_errors=True)
        work.chmod(0o755)
        subprocess.run([java / 'bin' / 'javac', '--release', '17', '-parameters', '-proc:none', '-cp', f'{LIBRARIES}/*', '-d', work / 'classes',
                        FOLDER / 'Names.java'], check=True)
        if set(options.cases) - {'load'}:
            report += zones(java, options, work, stack)
        if 'load' in options.cases:
            report += large(java, options, work, stack)
    return report


def build():
    shutil.rmtree(LIBRARIES, ignore_errors=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'starter-names', '-am', '-DskipTests', '-Dinvoker.skip', 'package'], cwd=ROOT, stdin=subprocess.DEVNULL,
                   check=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'autoconfigure,starter-names', '-DskipTests', '-Dinvoker.skip', '-DincludeScope=runtime',
                    f'-DoutputDirectory={LIBRARIES}', 'package', 'dependency:copy-dependencies'], cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    for module in ('autoconfigure', 'starter-names'):
        for jar in (ROOT / module / 'target').glob('*-SNAPSHOT.jar'):
            shutil.copy(jar, LIBRARIES)


def parse():
    parser = argparse.ArgumentParser(prog='benchmarks/run names', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--java', type=pathlib.Path, action='append', metavar='HOME',
                        help='JDK to run on, may be repeated; the one of the build if not given')
    parser.add_argument('--jvm', action='append', default=[], metavar='OPTION', help='option for every JVM, may be repeated')
    parser.add_argument('--cases', type=lambda text: text.split(','), default=['zone', 'rate', 'bean', 'burst', 'load'])
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--seconds', type=int, default=5, help='length of a measurement')
    parser.add_argument('--rate', type=int, default=40_000, help='queries a second of the case rate')
    parser.add_argument('--warm-up', type=int, default=20, help='least seconds of load on each JVM before the first round of a case')
    parser.add_argument('--no-build', action='store_true', help='take the jars that are there')
    parser.add_argument('--save', action='store_true', help='keep the tables in benchmarks/README.md')
    return parser.parse_args()


def main():
    options = parse()
    # So that a terminated run cleans up too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not options.no_build:
        build()
    report = f'{harness.today()}, {harness.machine()}; median of {options.rounds} interleaved rounds of {options.seconds} s, after {options.warm_up} s of' \
             f' load or more on the JVM (`-Xmx256m`); one worker or event loop each; one dnsperf of 8 sockets, 200 queries in flight' \
             f'{", " + " ".join(options.jvm) if options.jvm else ""}.\n\n'
    for java in options.java or [pathlib.Path(os.environ['JAVA_HOME'])]:
        report += run(java, options)
    print(report)
    if options.save:
        harness.save('names', report)


if __name__ == '__main__':
    main()
