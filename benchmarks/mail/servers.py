"""The mail servers that are compared, each with a configuration and mailboxes of its own below the folder of the benchmark."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

import harness

FOLDER = pathlib.Path(__file__).resolve().parent
OURS, QUEUE, POSTFIX, DOVECOT, TWISTED, SINK = 'Torsion', 'Postfix, queue', 'Postfix, Maildir', 'Dovecot', 'Twisted', 'smtp-sink'
USERS = 20
PASSWORD = 'secret'

MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
"""

POSTFIX_CONFIGURATION = """\
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
myhostname = mx.bench.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_restrictions = {restrictions}
in_flow_delay = 0
alias_maps =
alias_database =
virtual_mailbox_domains = bench.test
virtual_mailbox_base = {home}/mailboxes
virtual_mailbox_maps = texthash:{home}/users
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
"""

DOVECOT_CONFIGURATION = """\
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
info_log_path = /dev/null
protocols = lmtp pop3
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{home}/mailboxes/%n
mail_max_userip_connections = 0
postmaster_address = postmaster@bench.test
lmtp_user_concurrency_limit = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=65534 gid=65534 home={home}/mailboxes/%n allow_all_users=yes
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    address = 127.0.0.1
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
"""


class MailServer(harness.Server):
    """A server with folders in which messages arrive."""

    def __init__(self, name, command, log, arrivals, smtp=None, lmtp=None, pop3=None):
        self.smtp, self.lmtp, self.pop3, self.arrivals = smtp, lmtp, pop3, arrivals
        super().__init__(name, command, smtp or lmtp, log)

    def messages(self):
        return [path for pattern in self.arrivals for folder in pattern[0].glob(pattern[1]) for path in folder.iterdir()]

    def await_messages(self, count, seconds=120):
        """Returns when all have arrived, and fails if these are not all."""
        deadline = time.monotonic() + seconds
        while (found := len(self.messages())) < count and time.monotonic() < deadline:
            time.sleep(0.1)
        if found != count:
            raise SystemExit(f'{self.name} has {found} messages of {count}:\n{pathlib.Path(self.log).read_text(errors="replace")[-4000:]}')

    def empty(self):
        for path in self.messages():
            path.unlink()


class Sink(MailServer):
    """Keeps nothing."""

    def await_messages(self, count, seconds=0):
        pass


def torsion(java, jvm, work, classpath, heap, *arguments):
    home = work / 'torsion'
    ports = {name: harness.free_port() for name in ('smtp', 'lmtp', 'pop3')}
    command = [java / 'bin' / 'java', f'-Xmx{heap}m', *jvm, '-cp', classpath, 'Mail', '--spring.main.web-application-type=none',
               '--logging.level.root=warn', f'--network.data={home}', '--network.mail.hostname=mx.bench.test',
               '--network.mail.domains[0].name=bench.test', f'--network.mail.domains[0].maildir={home}/mailboxes/{{user}}',
               *(f'--network.mail.{name}.port={port}' for name, port in ports.items()), '--network.mail.lmtp.enabled=true',
               '--network.mail.submission.enabled=false', *(f'--network.mail.{name}.max-messages=1000000' for name in ('smtp', 'lmtp')), *arguments]
    for i in range(USERS):
        command += [f'--network.cred.users[{i}].name=user{i}@bench.test', f'--network.cred.users[{i}].password={PASSWORD}']
    return MailServer(OURS, command, work / 'torsion.log', maildirs(home), **ports)


def maildirs(home):
    return [(home / 'mailboxes', '*/new'), (home / 'mailboxes', '*/cur')]


def postfix(work, name):
    """Into the queue alone: a message on hold is written like any other, and nothing comes after that."""
    home, port, hold = work / name.replace(', ', '-').lower(), harness.free_port(), name == QUEUE
    for folder in ('queue', 'data', 'mailboxes'):
        (home / folder).mkdir(parents=True)
    shutil.chown(home / 'data', 'postfix')
    os.chown(home / 'mailboxes', 65534, 65534)
    (home / 'main.cf').write_text(POSTFIX_CONFIGURATION.format(home=home, restrictions='check_client_access static:hold' if hold else ''))
    (home / 'master.cf').write_text(MASTER.format(port=port))
    (home / 'users').write_text(''.join(f'user{i}@bench.test user{i}/\n' for i in range(USERS)))
    log = work / f'{home.name}.log'
    with open(log, 'wb') as output:
        subprocess.run(['postfix', '-c', home, 'check'], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=True)
    daemons = subprocess.run(['postconf', '-c', home, '-h', 'daemon_directory'], capture_output=True, text=True, check=True).stdout.strip()
    arrivals = [(home / 'queue', 'hold')] if hold else maildirs(home)
    return MailServer(name, [f'{daemons}/master', '-c', home, '-d'], log, arrivals, smtp=port)


def dovecot(work):
    home, ports = work / 'dovecot', {name: harness.free_port() for name in ('lmtp', 'pop3')}
    (home / 'mailboxes').mkdir(parents=True)
    os.chown(home / 'mailboxes', 65534, 65534)
    (home / 'dovecot.conf').write_text(DOVECOT_CONFIGURATION.format(home=home, password=PASSWORD, **ports))
    return MailServer(DOVECOT, ['dovecot', '-F', '-c', home / 'dovecot.conf'], work / 'dovecot.log', maildirs(home), **ports)


def twisted(work):
    home, ports = work / 'twisted', {name: harness.free_port() for name in ('smtp', 'pop3')}
    (home / 'mailboxes').mkdir(parents=True)
    return MailServer(TWISTED, [sys.executable, FOLDER / 'twisted_server.py', ports['smtp'], ports['pop3'], home / 'mailboxes', PASSWORD],
                      work / 'twisted.log', maildirs(home), **ports)


def sink(work):
    port = harness.free_port()
    return Sink(SINK, ['smtp-sink', '-u', 'nobody', f'127.0.0.1:{port}', '100'], work / 'sink.log', [], smtp=port)
