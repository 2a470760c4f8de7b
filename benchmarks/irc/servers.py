"""The IRC servers that are compared: no names looked up, no limits of a connection or an address, nothing that slows clients down."""

import contextlib
import pathlib
import re

import harness

OURS, NGIRCD, INSPIRCD = 'Torsion', 'ngIRCd', 'InspIRCd'

NGIRCD_CONFIGURATION = """\
[Global]
	Name = irc.example.org
	Info = Benchmark
	Listen = 127.0.0.1
	Ports = {port}
	MotdPhrase = Welcome
	ServerUID = irc
	ServerGID = irc
[Limits]
	MaxConnections = 0
	MaxConnectionsIP = 0
	MaxJoins = 0
	MaxPenaltyTime = 0
	PingTimeout = 3600
[Options]
	DNS = no
	Ident = no
	PAM = no
	Syslog = no
"""

INSPIRCD_CONFIGURATION = """\
<server name="irc.example.org" description="Benchmark" network="Benchmark">
<admin name="Nobody" nick="nobody" email="nobody@example.org">
<bind address="127.0.0.1" port="{port}" type="clients">
<connect name="main" allow="*" timeout="60" pingfreq="3600" hardsendq="10485760" softsendq="10485760" recvq="1048576" threshold="1000000" commandrate="1000000000"
	fakelag="no" localmax="100000" globalmax="100000" resolvehostnames="no" useident="no" maxchans="100" maxconnwarn="no">
<performance softlimit="100000" somaxconn="1000" netbuffersize="65534">
<limits maxnick="30" maxchan="64" maxline="512">
<pid file="{work}/inspircd.pid">
<log method="file" type="*" level="default" target="{work}/inspircd.events">
<path configdir="{work}" datadir="{work}" logdir="{work}">
"""


class IrcServer(harness.Server):

    def memory_mib(self):
        """Of all its processes, what they share divided among them."""
        kib = 0
        for pid in self.pids():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                kib += int(re.search(r'(?m)^Pss:\s+(\d+)', pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text())[1])
        return kib / 1024


def torsion(java, jvm, work, classpath, heap, *arguments):
    port = harness.free_port()
    command = [java / 'bin' / 'java', f'-Xmx{heap}m', *jvm, '-cp', classpath, 'Chat', '--spring.main.web-application-type=none', '--logging.level.root=warn',
               f'--network.data={work / "data"}', '--network.words.name=irc.example.org', f'--network.words.irc.port={port}',
               '--network.words.irc.max-connections=100000', '--network.words.irc.max-connections-per-address=100000', '--network.words.irc.flood.interval=0s',
               '--network.words.irc.idle-timeout=1h', '--network.words.limits.max-members=100000', '--network.words.moderation.rate.member=0', *arguments]
    return IrcServer(OURS, command, port, work / 'torsion.log')


def ngircd(work):
    port, configuration = harness.free_port(), work / 'ngircd.conf'
    configuration.write_text(NGIRCD_CONFIGURATION.format(port=port))
    work.chmod(0o755)
    return IrcServer(NGIRCD, ['/usr/sbin/ngircd', '-n', '-f', configuration], port, work / 'ngircd.log')


def inspircd(work):
    port, configuration = harness.free_port(), work / 'inspircd.conf'
    configuration.write_text(INSPIRCD_CONFIGURATION.format(port=port, work=work))
    return IrcServer(INSPIRCD, ['/usr/sbin/inspircd', '--nofork', '--runasroot', '--config', configuration], port, work / 'inspircd.log')
