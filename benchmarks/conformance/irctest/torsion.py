"""The controller with which irctest (https://github.com/progval/irctest) tests the IRC server of Torsion.

In a checkout of irctest, which is no part of this project:

    PYTHONPATH=<torsion>/benchmarks/conformance/irctest python3 -m pytest --controller torsion \\
        -m 'not implementation-specific and not deprecated and not strict' irctest/server_tests

Each test gets an application of its own, all of them one after the other in one process, because a JVM that is warm
starts one in a fraction of the time. What is tested is what target/classes of the modules had when that began; libraries are copied to
starter-words/target/benchmark when they are not there.
"""

import atexit
import os
import pathlib
import shutil
import subprocess
import tempfile

from irctest import patma
from irctest.basecontrollers import BaseServerController, DirectoryBasedController
from irctest.specifications import Capabilities, OptionalBehaviors

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
FOLDER = ROOT / 'benchmarks' / 'conformance' / 'irctest'
TARGET = ROOT / 'starter-words' / 'target'
LIBRARIES = TARGET / 'benchmark'
JAVA = pathlib.Path(os.environ.get('JAVA_HOME', '/usr')) / 'bin'


class Process:
    """The process in which the applications run."""

    def __init__(self):
        self.java = None

    def start(self):
        if not LIBRARIES.is_dir():
            subprocess.run(['mvn', '-B', '-q', '-o', '-pl', 'starter-words', '-DincludeScope=runtime', f'-DoutputDirectory={LIBRARIES}',
                            'dependency:copy-dependencies'], cwd=ROOT, check=True)
        classes = pathlib.Path(tempfile.mkdtemp(prefix='torsion-irctest-'))
        atexit.register(shutil.rmtree, classes, ignore_errors=True)
        for module in ('autoconfigure', 'starter-words'):
            shutil.copytree(ROOT / module / 'target' / 'classes', classes, dirs_exist_ok=True)
        classpath = f'{classes}:{LIBRARIES}/*'
        subprocess.run([JAVA / 'javac', '--release', '17', '-proc:none', '-parameters', '-cp', classpath, '-d', classes,
                        FOLDER / 'Instances.java', ROOT / 'benchmarks' / 'irc' / 'Chat.java'], check=True)
        self.java = subprocess.Popen([JAVA / 'java', '-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-cp',
                                      classpath, 'Instances'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=(TARGET / 'conformance.log').open('wb'), text=True, start_new_session=True)
        atexit.register(self.end)

    def ask(self, *words):
        if self.java is None or self.java.poll() is not None:
            self.start()
        self.java.stdin.write('\t'.join(map(str, words)) + '\n')
        self.java.stdin.flush()
        answer = self.java.stdout.readline().strip()
        if answer != 'done':
            raise RuntimeError(f'{words[0]}: {answer}; see {TARGET}/conformance.log')

    def end(self):
        if self.java and self.java.poll() is None:
            self.java.stdin.close()
            try:
                self.java.wait(10)
            except subprocess.TimeoutExpired:
                self.java.kill()


PROCESS = Process()


class TorsionController(BaseServerController, DirectoryBasedController):
    software_name = 'Torsion'
    supported_sasl_mechanisms = {'PLAIN', 'SCRAM-SHA-256'}
    supports_sts = False
    extban_mute_char = 'q'
    capabilities = frozenset(Capabilities) - {Capabilities.STS}
    optional_behaviors = frozenset((
        OptionalBehaviors.BAN_EXCEPTION_MODE,
        OptionalBehaviors.CAP_REQ_MINUS,
        OptionalBehaviors.ELIST_U,
        OptionalBehaviors.INVITE_EXCEPTION_MODE,
        OptionalBehaviors.INVITE_OVERRIDES_LIMIT,
        OptionalBehaviors.MULTI_JOIN,
        OptionalBehaviors.MULTI_KICK,
        OptionalBehaviors.MULTI_PRIVMSG,
        OptionalBehaviors.NO_CTCP,
        OptionalBehaviors.SASL_AFTER_REGISTRATION,
        OptionalBehaviors.SASL_REAUTHENTICATION,
    ))
    isupport = {
        'BOT': 'B',
        'CASEMAPPING': 'ascii',
        'ELIST': patma.StrRe('.*U.*'),
        'INVEX': 'I',
        'MONITOR': patma.ANYSTR,
        'PREFIX': '(ohv)@%+',
        'STATUSMSG': '@%+',
        'TARGMAX': patma.ANYSTR,
        'UTF8ONLY': None,
        'WHOX': None,
    }

    def run(self, hostname, port, *, password, ssl, run_services, faketime, websocket_hostname=None, websocket_port=None):
        self.create_config()
        self.port = port
        options = {
            'logging.level.root': 'error',
            'network.words.name': 'My.Little.Server',
            'network.words.limits.max-text': 4096,
            'spring.main.banner-mode': 'off',
            'spring.main.register-shutdown-hook': 'false',
            'network.data': self.directory / 'data',
            'network.cred.iterations': 4096,
            'network.cred.throttle.enabled': 'false',
            'network.cred.users[0].name': 'operuser',
            'network.cred.users[0].password': 'operpassword',
            'network.cred.users[0].roles': 'OPER',
            'network.words.irc.operator-role': 'OPER',
            'network.words.irc.max-connections-per-address': 1000,
            'network.words.irc.flood.interval': '0',
            'network.words.irc.registration.enabled': 'true',
            'network.words.irc.registration.before-connect': str(self.test_config.account_registration_before_connect).lower(),
        }
        if password is not None:
            options['network.words.irc.password'] = password
        if ssl:
            self.gen_ssl()
            options['spring.ssl.bundle.pem.irc.keystore.certificate'] = f'file:{self.pem_path}'
            options['spring.ssl.bundle.pem.irc.keystore.private-key'] = f'file:{self.key_path}'
            options['network.words.irc.ssl.bundle'] = 'irc'
            options['network.words.irc.port'] = -1
            options['network.words.irc.tls-port'] = port
        else:
            options['network.words.irc.port'] = port
        if websocket_port:
            options['server.address'] = websocket_hostname
            options['server.port'] = websocket_port
            options['network.words.irc.websocket.path'] = '/'
        else:
            options['spring.main.web-application-type'] = 'none'
        PROCESS.ask('start', *(f'--{name}={value}' for name, value in options.items()))
        self.proc = PROCESS.java
        self.port_open = True

    def kill_proc(self):
        self.proc = None
        PROCESS.ask('stop')

    def wait_for_services(self):
        pass

    def registerUser(self, case, username, password=None):
        if not case.run_services:
            raise ValueError('run_services is not set')
        PROCESS.ask('account', username, password)


def get_irctest_controller_class():
    return TorsionController
