"""Files by HTTP: this project's starter beside nginx, WebFlux's own resource handler and Twisted.

Cases: small (1 KiB, keep-alive), large (10 MiB), calls (system calls of a request, reads of a file over TLS and HTTP/2),
idle (10,000 keep-alive connections in a heap of 256 MiB), cgi (programs, beside lighttpd's mod_cgi and Twisted).
"""
# needs: wrk:wrk nginx:nginx-light lighttpd:lighttpd twistd3:python3-twisted strace:strace curl:curl openssl:openssl

import argparse
import collections
import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import harness
from harness import ROOT, Server, say

sys.path.append(str(ROOT / 'benchmarks' / 'web'))
import scripts  # noqa: E402

SMALL, MEDIUM, LARGE = 'small.txt', 'medium.bin', 'large.bin'
SIZES = {SMALL: 1024, MEDIUM: 1024 * 1024, LARGE: 10 * 1024 * 1024}
DEMO = ROOT / 'demo-app' / 'target' / 'torsion-spring-boot-demo-app.jar'
LIBRARIES = ROOT / 'starter-web' / 'target' / 'dependency'

NGINX, OURS, SECURED, WEBFLUX, TWISTED = 'nginx', 'Torsion', 'Torsion, Spring Security', 'WebFlux resources', 'Twisted'
WITH_FILES = re.compile(r'open|stat|access|readlink|getdents|p?readv?(64)?$|lseek|fadvise')
WAITS = {'futex', 'sched_yield', 'restart_syscall', 'madvise', 'mprotect', 'munmap', 'mmap', 'clock_nanosleep', 'rseq'}


class Servers:
    """Starts the servers, each on a free port of the loopback and in a folder of its own."""

    def __init__(self, java, jvm, work, stack):
        self.java, self.jvm, self.work, self.stack = java, jvm, work, stack
        self.htdocs = work / 'htdocs'
        self.htdocs.mkdir()
        for name, size in SIZES.items():
            (self.htdocs / name).write_bytes(hashlib.shake_128(name.encode()).digest(size))
        (self.htdocs / 'index.html').write_text('<h1>It works</h1>\n')
        for path in (self.work, self.htdocs):
            path.chmod(0o755)
        self.classes = work / 'classes'
        subprocess.run([java / 'bin' / 'javac', '--release', '17', '-proc:none', '-cp', f'{LIBRARIES}/*', '-d', self.classes,
                        ROOT / 'benchmarks' / 'web' / 'Plain.java'], check=True)

    def start(self, name, command, port, **options):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.work))
        folder.chmod(0o755)
        server = Server(name, [str(word).replace('@FOLDER@', str(folder)) for word in command], port, folder / 'log', **options)
        self.stack.callback(server.stop)
        return server.await_port()

    def nginx(self):
        port = harness.free_port()
        configuration = self.work / 'nginx.conf'
        template = (ROOT / 'benchmarks' / 'web' / 'nginx.conf').read_text()
        configuration.write_text(template.replace('@PORT@', str(port)).replace('@ROOT@', str(self.htdocs)))
        return self.start(NGINX, ['/usr/sbin/nginx', '-p', '@FOLDER@', '-c', configuration], port)

    def twisted(self, root=None):
        port = harness.free_port()
        return self.start(TWISTED, ['twistd3', '-n', '--pidfile', '@FOLDER@/pid', '--rundir', '@FOLDER@', '-l', '/dev/null', 'web',
                                    '--path', root or self.htdocs, '--listen', f'tcp:{port}:interface=127.0.0.1'], port)

    def jvm_server(self, name, what, arguments, **options):
        port = harness.free_port()
        command = [self.java / 'bin' / 'java', '-Xmx256m', '-Dreactor.netty.ioWorkerCount=1', *self.jvm, '-Djava.io.tmpdir=@FOLDER@', *what,
                   '--server.address=127.0.0.1', f'--server.port={port}', '--network.data=@FOLDER@/data', *arguments]
        return self.start(name, command, port, **options)

    def plain(self, name, *arguments, **options):
        return self.jvm_server(name, ['-cp', f'{self.classes}:{LIBRARIES}/*', 'Plain'], arguments, **options)

    def ours(self, *arguments, **options):
        return self.plain(OURS, f'--network.web.root={self.htdocs}', *arguments, **options)

    def secured(self):
        return self.jvm_server(SECURED, ['-jar', DEMO], [f'--network.web.root={self.htdocs}'])

    def webflux(self):
        return self.plain(WEBFLUX, '--network.web.enabled=false', f'--spring.web.resources.static-locations=file:{self.htdocs}/')

    def verify(self, server, name):
        try:
            with urllib.request.urlopen(f'{server.url}/{name}') as answer:
                right = answer.read() == (self.htdocs / name).read_bytes()
        except urllib.error.HTTPError as ex:
            raise SystemExit(f'{server.name} answers {ex} to /{name}') from ex
        if not right:
            raise SystemExit(f'{server.name} serves a wrong /{name}')


def compared(servers, options, name, connections, unit, per):
    """One case against all peers: rate and CPU time, and what they are against nginx and against WebFlux."""
    results = harness.compare(servers, f'/{name}', options.rounds, options.seconds, connections)
    rows = []
    for server in servers:
        of = server.name
        rows.append([of, f'{harness.median(results, of, 0):,.0f}', f'{harness.median(results, of, 1) * per:,.1f}',
                     f'{harness.ratio(results, of, NGINX, 1):.2f}', f'{harness.ratio(results, of, WEBFLUX, 1):.2f}',
                     f'{harness.ratio(results, of, NGINX, 0):.2f}', f'{harness.ratio(results, of, TWISTED, 0):.1f}'])
    return harness.table(['server', 'requests/s', f'CPU {unit}', 'CPU : nginx', 'CPU : WebFlux', 'requests/s : nginx',
                          'requests/s : Twisted'], rows)


def measure(servers, options):
    running = [servers.nginx(), servers.ours(), servers.secured(), servers.webflux(), servers.twisted()]
    report = ''
    for case, name, connections, unit, per in (('small', SMALL, 32, 'us/request', 1e6), ('large', LARGE, 4, 'ms/request', 1e3)):
        if case in options.cases:
            for server in running:
                servers.verify(server, name)
                if server.name not in (NGINX, TWISTED):
                    harness.warm_up(server, f'/{name}', options.warm_up, connections)
            report += f'{SIZES[name] // 1024:,} KiB, {connections} keep-alive connections:\n\n'
            report += compared(running, options, name, connections, unit, per) + '\n'
    return report


class Connection:
    """A keep-alive connection that asks for one file again and again."""

    def __init__(self, server, path, source='127.0.0.1'):
        self.socket = socket.create_connection(('127.0.0.1', server.port), 20, (source, 0))
        self.request = f'GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n'.encode()

    def ask(self):
        self.socket.sendall(self.request)
        head, _, body = self.receive().partition(b'\r\n\r\n')
        if not head.startswith(b'HTTP/1.1 200'):
            raise OSError(f'Answered {head[:60]!r}')
        length = int(re.search(rb'(?i)content-length: (\d+)', head)[1])
        while len(body) < length:
            body += self.receive()

    def receive(self):
        received = self.socket.recv(65536)
        if not received:
            raise OSError('Closed')
        return received


@contextlib.contextmanager
def traced(server, output, *options):
    """Attaches strace to a server while the block runs."""
    tracer = subprocess.Popen(['strace', '-f', '-qq', '-o', str(output), *options, '-p', str(server.pids()[-1])],
                              stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        yield
        time.sleep(0.5)
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait(20)


def calls(servers, options):
    """System calls of a request: those of the thread that answers, and those on files of any thread."""
    rows = []
    for server in (servers.nginx(), servers.ours(), servers.webflux()):
        harness.load(server, f'/{SMALL}', min(5, options.warm_up), 8)
        output, requests = servers.work / 'strace', 200
        connection = Connection(server, f'/{SMALL}')
        connection.ask()
        with traced(server, output):
            for _ in range(requests):
                connection.ask()
        seen = collections.defaultdict(collections.Counter)
        for line in output.read_text().splitlines():
            call = re.match(r'(\d+) +(\w+)\(', line)
            if call:
                seen[call[1]][call[2]] += 1
        answering = max(seen.values(), key=lambda thread: sum(thread[name] for name in ('sendto', 'writev', 'write', 'sendfile')))
        files = sum(count for thread in seen.values() for name, count in thread.items() if WITH_FILES.search(name))
        listed = ', '.join(f'{name} {count / requests:.2f}' for name, count in answering.most_common() if count >= requests / 20)
        total = sum(count for name, count in answering.items() if name not in WAITS)
        rows.append([server.name, f'{total / requests:.2f}', f'{files / requests:.2f}', listed])
        server.stop()
    report = f'System calls of a request for 1 KiB on a keep-alive connection:\n\n'
    report += harness.table(['server', 'calls', 'on files', 'which, by the thread that answers'], rows) + '\n'
    return report + reads(servers)


def reads(servers):
    """How often 1 MiB is read from its file where sendfile cannot be: over TLS, by HTTP/1.1 and by HTTP/2."""
    key, certificate = servers.work / 'key.pem', servers.work / 'certificate.pem'
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1',
                    '-subj', '/CN=localhost', '-keyout', key, '-out', certificate], check=True, capture_output=True)
    server = servers.ours(f'--server.ssl.certificate={certificate}', f'--server.ssl.certificate-private-key={key}',
                          '--server.http2.enabled=true')
    rows = []
    for version in ('http1.1', 'http2'):
        command = ['curl', '-sSk', f'--{version}', '-o', '/dev/null', '-w', '%{http_version} %{size_download}',
                   f'https://127.0.0.1:{server.port}/{MEDIUM}']
        subprocess.run(command, check=True, capture_output=True)
        output = servers.work / 'strace'
        with traced(server, output, '-P', servers.htdocs / MEDIUM):
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        if answer[1] != str(SIZES[MEDIUM]):
            raise SystemExit(f'{MEDIUM} over {version}: {answer}')
        count = len(re.findall(r'\b(?:pread64|preadv2?|read|readv|sendfile)\(', output.read_text()))
        rows.append([f'HTTP/{answer[0]} over TLS', count])
    server.stop()
    return 'Reads of the file in one answer of 1 MiB:\n\n' + harness.table(['protocol', 'reads'], rows) + '\n'


def idle(servers, options):
    """Opens keep-alive connections from several addresses, leaves them alone, and asks each of them again."""
    server = servers.ours()
    harness.load(server, f'/{SMALL}', 5, 8)
    before, connections, lost = server.resident_mib(), [], 0
    for number in range(options.connections):
        connection = Connection(server, f'/{SMALL}', f'127.0.0.{2 + number // 2000}')
        connection.ask()
        connections.append(connection)
    say(f'  {len(connections)} connections are open; idle for {options.idle} s')
    time.sleep(options.idle)
    for connection in connections:
        try:
            connection.ask()
        except OSError:
            lost += 1
    after = server.resident_mib()
    for connection in connections:
        connection.socket.close()
    rows = [[f'{len(connections):,}', lost, f'{before} MiB', f'{after} MiB']]
    server.stop()
    return f'Keep-alive connections, idle for {options.idle} s, in a heap of 256 MiB; all asked again:\n\n' \
        + harness.table(['connections', 'lost', 'resident before', 'resident with all'], rows) + '\n'


@contextlib.contextmanager
def fresh_servers(java, options):
    with contextlib.ExitStack() as stack:
        work = pathlib.Path(tempfile.mkdtemp(prefix='torsion-benchmark-'))
        stack.callback(shutil.rmtree, work, ignore_errors=True)
        yield Servers(java, options.jvm, work, stack)


def release(java):
    return re.search(r'JAVA_VERSION="(.*)"', (java / 'release').read_text())[1]


def run(java, options):
    say(f'JDK {release(java)}')
    reports = {}
    for section, names, case in (('web', {'small', 'large'}, measure), ('web', {'calls'}, calls), ('web', {'idle'}, idle),
                                 ('cgi', {'cgi'}, scripts.measure)):
        if names & options.cases:
            with fresh_servers(java, options) as servers:
                reports[section] = reports.get(section, f'### JDK {release(java)}\n\n') + case(servers, options)
    return reports


def build():
    subprocess.run(['mvn', '-B', '-q', '-pl', 'demo-app,starter-web', '-am', '-DskipTests', '-DincludeScope=runtime', 'package',
                    'dependency:copy-dependencies'], cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    for jar in (ROOT / 'starter-web' / 'target').glob('*-SNAPSHOT.jar'):
        shutil.copy(jar, LIBRARIES)


def parse():
    parser = argparse.ArgumentParser(prog='benchmarks/run web', description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--java', type=pathlib.Path, action='append', metavar='HOME',
                        help='JDK to run on, may be repeated; the one of the build if not given')
    parser.add_argument('--jvm', action='append', default=[], metavar='OPTION', help='option for every JVM, may be repeated')
    parser.add_argument('--cases', type=lambda text: set(text.split(',')), default={'small', 'large', 'calls', 'idle', 'cgi'})
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--seconds', type=int, default=5, help='length of a measurement')
    parser.add_argument('--warm-up', type=int, default=30, help='least seconds of load on each JVM before the first round')
    parser.add_argument('--connections', type=int, default=10_000, help='idle connections')
    parser.add_argument('--idle', type=int, default=30, help='seconds they are left alone')
    parser.add_argument('--no-build', action='store_true', help='take the jars that are there')
    parser.add_argument('--save', action='store_true', help='keep the tables in benchmarks/README.md')
    return parser.parse_args()


def main():
    options = parse()
    # So that a terminated run cleans up too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    harness.allow_descriptors(options.connections + 1000)
    if not options.no_build:
        build()
    head = f'{harness.today()}, {harness.machine()}; median of {options.rounds} interleaved rounds of {options.seconds} s, ' \
           f'after {options.warm_up} s of load or more on each JVM (`-Xmx256m`); one worker or event loop each' \
           f'{", " + " ".join(options.jvm) if options.jvm else ""}.\n\n'
    reports = {}
    for java in options.java or [pathlib.Path(os.environ['JAVA_HOME'])]:
        for section, report in run(java, options).items():
            reports[section] = reports.get(section, head) + report
    for section, report in reports.items():
        print(report)
        if options.save:
            harness.save(section, report)


if __name__ == '__main__':
    main()
