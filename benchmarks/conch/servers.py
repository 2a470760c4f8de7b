"""The SSH servers that are compared, all with the same host key, the same account and the same folder."""

import contextlib
import pathlib
import re
import subprocess
import sys
import time

import harness

FOLDER = pathlib.Path(__file__).resolve().parent
OURS, OPENSSH, TWISTED = 'Torsion', 'OpenSSH', 'Twisted'
# The system has to know it, as sshd takes only such
USER = 'root'
GCM, CTR = 'aes128-gcm@openssh.com', 'aes128-ctr'

SSHD_CONFIGURATION = """\
ListenAddress 127.0.0.1:{port}
HostKey {keys}/host
AuthorizedKeysFile {keys}/user.pub
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 1000
LoginGraceTime 60
PrintMotd no
UseDNS no
LogLevel ERROR
Ciphers {cipher}
Subsystem sftp internal-sftp -d {files}
"""

# A child whose parent ends before it has been waited for falls to this process, and its CPU time with it
REAPER = 'import ctypes, os, sys; ctypes.CDLL(None).prctl(36, 1); os.execv(sys.argv[1], sys.argv[1:])'


class SshServer(harness.Server):
    """A server with a folder of files; what begins with a process of its own for each connection is at rest when these have gone."""

    def __init__(self, name, command, port, log, cipher):
        self.cipher = cipher
        super().__init__(name, command, port, log)

    def cpu_seconds(self, seconds=30):
        deadline = time.monotonic() + seconds
        while len(self.pids()) > 1 and time.monotonic() < deadline:
            time.sleep(0.02)
        return super().cpu_seconds()

    def memory_mib(self):
        """Of all its processes, what they share divided among them."""
        kib = 0
        for pid in self.pids():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                kib += int(re.search(r'(?m)^Pss:\s+(\d+)', pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text())[1])
        return kib / 1024


def make_keys(keys):
    keys.mkdir()
    for name in ('host', 'user'):
        subprocess.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', keys / name], stdin=subprocess.DEVNULL, check=True)


def torsion(java, jvm, work, classpath, heap, *arguments):
    port, keys = harness.free_port(), work / 'keys'
    command = [java / 'bin' / 'java', f'-Xmx{heap}m', *jvm, '-cp', classpath, 'Conch', '--spring.main.web-application-type=none',
               '--logging.level.root=warn', f'--network.data={work / "data"}', f'--network.conch.port={port}', f'--network.conch.host-keys={keys / "host"}',
               f'--network.conch.sftp.root={work / "files"}', f'--network.cred.users[0].name={USER}',
               f'--network.cred.users[0].keys[0]={(keys / "user.pub").read_text().strip()}', '--network.conch.max-startups=1000:100:1000',
               '--network.conch.max-connections-per-address=10000',
               '--network.conch.key-exchange-timeout=60s', '--network.conch.login-grace-time=60s', *arguments]
    return SshServer(OURS, command, port, work / 'torsion.log', GCM)


def openssh(work):
    port, configuration = harness.free_port(), work / 'sshd_config'
    configuration.write_text(SSHD_CONFIGURATION.format(port=port, keys=work / 'keys', files=work / 'files', cipher=GCM))
    pathlib.Path('/run/sshd').mkdir(mode=0o755, exist_ok=True)
    return SshServer(OPENSSH, [sys.executable, '-c', REAPER, '/usr/sbin/sshd', '-D', '-e', '-f', configuration], port, work / 'sshd.log', GCM)


def twisted(work):
    port, keys = harness.free_port(), work / 'keys'
    command = [sys.executable, FOLDER / 'twisted_server.py', port, keys / 'host', keys / 'user.pub', USER, work / 'files']
    return SshServer(TWISTED, command, port, work / 'twisted.log', CTR)
