"""Queries to one PostgreSQL: the CPU time that a query costs its client.

Torsion's Database, Twisted's adbapi with psycopg2, and JDBC with HikariCP, each with 16 connections and 64 queries in flight; cases: 1 (row),
100 (rows).
"""
# needs: postgres:postgresql twistd3:python3-twisted /usr/lib/python3/dist-packages/psycopg2:python3-psycopg2

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

FOLDER = ROOT / 'benchmarks' / 'enterprise'
LIBRARIES = ROOT / 'autoconfigure' / 'target' / 'benchmark'
# Nothing else in the project needs them
JDBC_JARS = ('org.postgresql:postgresql:42.7.13', 'com.zaxxer:HikariCP:5.1.0')
OURS, TWISTED, JDBC = 'Torsion', 'Twisted adbapi', 'JDBC, HikariCP'
ITEMS = "create table item as select id, 'item number ' || id as name, id * 1000::bigint as amount from generate_series(1, 10000) id; " \
        'alter table item add primary key (id); vacuum analyze item;'


def as_postgres(command):
    """PostgreSQL refuses to be root's."""
    words = [str(word) for word in command]
    return words if os.geteuid() else ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', *words]


def postgres(work, stack):
    """Starts a PostgreSQL with the table that is asked for; returns its port."""
    binaries = max(pathlib.Path('/usr/lib/postgresql').glob('*/bin'), key=lambda path: float(path.parent.name))
    data, port = work / 'postgres', harness.free_port()
    data.mkdir()
    if not os.geteuid():
        shutil.chown(data, 'postgres', 'postgres')
    subprocess.run(as_postgres([binaries / 'initdb', '-A', 'trust', '-U', 'test', '-E', 'UTF8', '--no-locale', '--no-sync', '-D', data]),
                   cwd=data, check=True, capture_output=True)
    server = harness.Server('PostgreSQL', as_postgres([binaries / 'postgres', '-D', data, '-p', port, '-c', 'listen_addresses=127.0.0.1', '-c',
                                                       'unix_socket_directories=', '-c', 'fsync=off']), port, work / 'postgres.log')
    stack.callback(server.stop)
    server.await_port()
    psql = [binaries / 'psql', '-h', '127.0.0.1', '-p', port, '-U', 'test', '-d', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1']
    for _ in range(100):
        if not subprocess.run([*map(str, psql), '-c', 'select 1'], capture_output=True).returncode:
            break
        time.sleep(0.1)
    for statement in ITEMS.split('; '):
        subprocess.run([*map(str, psql), '-c', statement], check=True)
    return port


class Client:
    """A program that asks when it is told to."""

    def __init__(self, name, command, stack):
        self.name = name
        self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        start_new_session=True)
        stack.callback(self.stop)

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def ask(self, rows, seconds):
        """Returns queries a second and CPU seconds of the client a query."""
        self.process.stdin.write(f'{rows} {seconds}\n')
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if len(answer) != 3:
            raise SystemExit(f'{self.name} has failed')
        return int(answer[0]) / float(answer[2]), float(answer[1]) / int(answer[0])


def warm_up(client, rows, seconds, slice_=5):
    last, spent = None, 0
    while spent < 4 * seconds:
        rate, cpu = client.ask(rows, slice_)
        spent += slice_
        say(f'  {rows} warming up {client.name}: {rate:.0f}/s, {cpu * 1e6:.1f} us')
        if spent >= seconds and last is not None and cpu > 0.95 * last:
            return
        last = cpu


def measured(clients, rows, options):
    for client in clients:
        if client.name != TWISTED:
            warm_up(client, rows, options.warm_up)
    results = {client.name: [] for client in clients}
    for number in range(1, options.rounds + 1):
        for client in clients:
            rate, cpu = client.ask(rows, options.seconds)
            results[client.name].append((rate, cpu))
            say(f'  {rows} round {number}: {client.name}: {rate:.0f}/s, {cpu * 1e6:.1f} us')
    table = []
    for client in clients:
        ratios = [one[1] / other[1] for one, other in zip(results[client.name], results[TWISTED])]
        table.append([client.name, f'{harness.median(results, client.name, 0):,.0f}', f'{harness.median(results, client.name, 1) * 1e6:.1f}',
                      f'{statistics.median(ratios):.2f}', ', '.join(f'{ratio:.2f}' for ratio in ratios)])
    return f'{rows} row{"s" if rows > 1 else ""} a query:\n\n' + harness.table(
        ['client', 'queries/s', 'CPU us/query', 'CPU : adbapi', 'of each round'], table) + '\n'


def run(java, options):
    release = re.search(r'JAVA_VERSION="(.*)"', (java / 'release').read_text())[1]
    say(f'JDK {release}')
    report = f'### Enterprise, JDK {release}\n\n'
    with contextlib.ExitStack() as stack:
        work = pathlib.Path(tempfile.mkdtemp(prefix='torsion-benchmark-'))
        stack.callback(shutil.rmtree, work, ignore_errors=True)
        work.chmod(0o755)
        port = postgres(work, stack)
        subprocess.run([java / 'bin' / 'javac', '--release', '17', '-proc:none', '-cp', f'{LIBRARIES}/*', '-d', work / 'classes',
                        FOLDER / 'Client.java'], check=True)
        command = [java / 'bin' / 'java', '-Xmx256m', f'-Dlogback.configurationFile={FOLDER / "logback.xml"}', *options.jvm, '-cp', f'{work / "classes"}:{LIBRARIES}/*', 'Client']
        clients = [Client(OURS, [*command, 'torsion', port], stack), Client(TWISTED, ['/usr/bin/python3', FOLDER / 'client.py', port], stack),
                   Client(JDBC, [*command, 'jdbc', port], stack)]
        for rows in options.cases:
            report += measured(clients, rows, options)
    return report


def build():
    shutil.rmtree(LIBRARIES, ignore_errors=True)
    subprocess.run(['mvn', '-B', '-q', '-pl', 'autoconfigure', '-DskipTests', '-DincludeScope=test', f'-DoutputDirectory={LIBRARIES}',
                    'package', 'dependency:copy-dependencies'], cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    for artifact in JDBC_JARS:
        subprocess.run(['mvn', '-B', '-q', 'dependency:copy', f'-Dartifact={artifact}', f'-DoutputDirectory={LIBRARIES}'], cwd=ROOT / 'benchmarks',
                       stdin=subprocess.DEVNULL, check=True)
    for jar in (ROOT / 'autoconfigure' / 'target').glob('*-SNAPSHOT.jar'):
        shutil.copy(jar, LIBRARIES)


def parse():
    parser = argparse.ArgumentParser(prog='benchmarks/run enterprise', description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--java', type=pathlib.Path, action='append', metavar='HOME',
                        help='JDK to run on, may be repeated; the one of the build if not given')
    parser.add_argument('--jvm', action='append', default=[], metavar='OPTION', help='option for every JVM, may be repeated')
    parser.add_argument('--cases', type=lambda text: [int(rows) for rows in text.split(',')], default=[1, 100])
    parser.add_argument('--rounds', type=int, default=7)
    parser.add_argument('--seconds', type=int, default=5, help='length of a measurement')
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
    report = f'{harness.today()}, {harness.machine()}; median of {options.rounds} interleaved rounds of {options.seconds} s, ' \
             f'after {options.warm_up} s of load or more on each JVM (`-Xmx256m`); 16 connections, 64 queries in flight' \
             f'{", " + " ".join(options.jvm) if options.jvm else ""}.\n\n'
    for java in options.java or [pathlib.Path(os.environ['JAVA_HOME'])]:
        report += run(java, options)
    print(report)
    if options.save:
        harness.save('enterprise', report)


if __name__ == '__main__':
    main()
