"""The server's side of a login by SCRAM-SHA-256: CPU time of one warm thread, without network; beside it, one hash of a password.

What the client computes is done in between and not counted.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import harness
from harness import ROOT, say

TARGET = ROOT / 'autoconfigure' / 'target'
CASES = [('step', 'two HMACs and a hash: a proof checked, a signature made', 1e3, 'us'),
         ('known first', 'first message of an account, to the challenge', 1e3, 'us'),
         ('unknown first', 'first message of nobody, to the challenge', 1e3, 'us'),
         ('known last', 'last message of an account, to the avatar and the signature', 1e3, 'us'),
         ('unknown last', 'last message of nobody, to the failure', 1e3, 'us'),
         ('hash', 'one hash of a password, 15,000 iterations: what PLAIN costs', 1e6, 'ms')]


def release(java):
    return re.search(r'JAVA_VERSION="(.*)"', (java / 'release').read_text())[1]


def measure(java, options, classes):
    say(f'JDK {release(java)}')
    output = subprocess.run([java / 'bin' / 'java', '-Xmx256m', '-cp', f'{classes}:{TARGET}/classes:{TARGET}/dependency/*',
                             'ScramLogins', str(options.seconds)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                            check=True).stdout
    return {name: int(nanoseconds) for name, nanoseconds in (line.split('\t') for line in output.splitlines())}


def build(java, classes):
    subprocess.run(['mvn', '-B', '-q', '-pl', 'autoconfigure', '-DincludeScope=runtime', 'compile', 'dependency:copy-dependencies'],
                   cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    subprocess.run([java / 'bin' / 'javac', '--release', '17', '-proc:none', '-cp', f'{TARGET}/classes:{TARGET}/dependency/*',
                    '-d', classes, ROOT / 'benchmarks' / 'cred' / 'ScramLogins.java'], check=True)


def parse():
    parser = argparse.ArgumentParser(prog='benchmarks/run cred', description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--java', type=pathlib.Path, action='append', metavar='HOME',
                        help='JDK to run on, may be repeated; the one of the build if not given')
    parser.add_argument('--seconds', type=float, default=10, help='time of a measurement, half of which is to warm up')
    parser.add_argument('--save', action='store_true', help='keep the table in benchmarks/README.md')
    return parser.parse_args()


def main():
    options = parse()
    home = pathlib.Path(os.environ['JAVA_HOME'])
    classes = pathlib.Path(tempfile.mkdtemp(prefix='torsion-benchmark-'))
    try:
        build(home, classes)
        javas = options.java or [home]
        measured = [measure(java, options, classes) for java in javas]
    finally:
        shutil.rmtree(classes, ignore_errors=True)
    rows = [[text] + [f'{result[case] / divisor:.2f} {unit}' for result in measured] for case, text, divisor, unit in CASES]
    report = f'{harness.today()}, {harness.machine()}; medians of batches of 1,000.\n\n' \
        + harness.table(['CPU time'] + [f'JDK {release(java)}' for java in javas], rows) + '\n'
    print(report)
    if options.save:
        harness.save('cred', report)


if __name__ == '__main__':
    main()
