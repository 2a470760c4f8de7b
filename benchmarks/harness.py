"""What every benchmark needs: servers that are started and surely ended, their CPU time, a load, a table."""

import contextlib
import datetime
import os
import pathlib
import platform
import re
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICKS = os.sysconf('SC_CLK_TCK')


def say(text):
    print(text, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def allow_descriptors(count):
    """Raises the limit of open files, which the servers inherit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count:
        raise SystemExit(f'{count} open files are needed, and the limit is {hard}: raise it (ulimit -Hn)')
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Server:
    """A process that answers on a port of the loopback, with all of its children."""

    def __init__(self, name, command, port, log, url=None):
        self.name, self.port, self.log = name, port, log
        self.url = url or f'http://127.0.0.1:{port}'
        with open(log, 'wb') as output:
            self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output,
                                            stderr=subprocess.STDOUT, start_new_session=True)

    def await_port(self, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError):
                socket.create_connection(('127.0.0.1', self.port), 1).close()
                return self
            time.sleep(0.1)
        raise SystemExit(f'{self.name} does not answer:\n{pathlib.Path(self.log).read_text(errors="replace")[-4000:]}')

    def pids(self):
        parents = {}
        for stat in pathlib.Path('/proc').glob('[0-9]*/stat'):
            with contextlib.suppress(OSError):
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(')')[2].split()[1])
        found = [self.process.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def cpu_seconds(self):
        """The CPU time of all its processes, those that have ended and been waited for included."""
        ticks = 0
        for pid in self.pids():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()
                ticks += sum(int(field) for field in fields[11:15])
        return ticks / TICKS

    def resident_mib(self):
        status = pathlib.Path(f'/proc/{self.process.pid}/status').read_text()
        return int(re.search(r'VmRSS:\s+(\d+)', status)[1]) // 1024

    def stop(self):
        """Ends the process and everything it has started: it leads a process group of its own."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is not None:
                return
            os.killpg(self.process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)


def load(server, path, seconds, connections):
    """Drives one server with wrk; returns requests a second and CPU seconds of the server a request."""
    before = server.cpu_seconds()
    output = subprocess.run(['wrk', '-t1', f'-c{connections}', f'-d{seconds}s', '--timeout', '10s', server.url + path],
                            capture_output=True, text=True, check=True).stdout
    cpu = server.cpu_seconds() - before
    if 'Non-2xx' in output or 'Socket errors' in output:
        raise SystemExit(f'{server.name} failed under load:\n{output}')
    requests = int(re.search(r'(\d+) requests in', output)[1])
    return float(re.search(r'Requests/sec:\s+([\d.]+)', output)[1]), cpu / requests


def warm_up(server, path, seconds, connections, slice_=10):
    """Loads a server until it has had its time and does not get better any more; on a busy machine that takes longer."""
    last, spent = None, 0
    while spent < 5 * seconds:
        rate, cpu = load(server, path, slice_, connections)
        spent += slice_
        say(f'  {path} warming up {server.name}: {rate:.0f}/s, {cpu * 1e6:.1f} us')
        if spent >= seconds and last is not None and cpu > 0.93 * last:
            return
        last = cpu


def compare(servers, path, rounds, seconds, connections):
    """Measures the servers in turn, round by round; returns {name: [(rate, cpu) of each round]}."""
    results = {server.name: [] for server in servers}
    for number in range(1, rounds + 1):
        for server in servers:
            rate, cpu = load(server, path, seconds, connections)
            results[server.name].append((rate, cpu))
            say(f'  {path} round {number}: {server.name}: {rate:.0f}/s, {cpu * 1e6:.1f} us')
    return results


def median(results, name, column):
    return statistics.median(result[column] for result in results[name])


def ratio(results, name, base, column):
    """The median of the ratios of each round, so that a noisy minute touches both alike."""
    return statistics.median(one[column] / other[column] for one, other in zip(results[name], results[base]))


def table(header, rows):
    lines = ['| ' + ' | '.join(header) + ' |', '|' + '---|' * len(header)]
    lines += ['| ' + ' | '.join(str(cell) for cell in row) + ' |' for row in rows]
    return '\n'.join(lines) + '\n'


def machine():
    info = pathlib.Path('/proc/cpuinfo').read_text()
    model = re.search(r'model name\s*:\s*(.*)', info)
    return f'{os.cpu_count()} cores ({model[1].strip() if model else platform.machine()}), ' \
           f'Linux {platform.release().split("-")[0]}'


def today():
    return datetime.date.today().isoformat()


def save(section, text):
    """Puts the text in place of what the section of the README has held so far."""
    readme = ROOT / 'benchmarks' / 'README.md'
    begin, end = f'<!-- {section}: begin -->\n', f'<!-- {section}: end -->'
    before, _, rest = readme.read_text().partition(begin)
    after = rest.partition(end)[2]
    readme.write_text(before + begin + text + end + after)
