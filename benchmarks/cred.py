"""What logins cost the server, and what guesses tell and do to others.

The server's side of a login by SCRAM-SHA-256: CPU time of one warm thread, without network; what the client computes is done in
between and not counted. Then, over connections of the loopback: wrong tries at an account and at nobody's, and right logins of one
address while another one guesses.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile

import harness
from harness import ROOT, say

TARGET = ROOT / 'autoconfigure' / 'target'
LIBRARIES = TARGET / 'test-dependency'
CLASS_PATH = f'{TARGET}/classes:{TARGET}/test-classes:{LIBRARIES}/*'
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
    output = subprocess.run([java / 'bin' / 'java', '-Xmx256m', '-cp', f'{classes}:{CLASS_PATH}',
                             'ScramLogins', str(options.seconds)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                            check=True).stdout
    return {name: int(nanoseconds) for name, nanoseconds in (line.split('\t') for line in output.splitlines())}


def guess(java, classes, work):
    """Times of logins: wrong ones by name, right ones with and without a guesser beside."""
    verifier = subprocess.run([java / 'bin' / 'java', '-cp', f'{classes}:{CLASS_PATH}', 'ScramLogins', 'verifier'],
                              stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    output = subprocess.run([java / 'bin' / 'java', '-Xmx256m', '-cp', f'{classes}:{CLASS_PATH}', 'Guesses', verifier, work],
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True).stdout
    times = dict(line.split('\t') for line in output.splitlines() if '\t' in line)
    return {name: int(nanoseconds) / 1e3 for name, nanoseconds in times.items()}


def guesses(measured):
    rows = []
    for mechanism in ('PLAIN', 'SCRAM-SHA-256'):
        for times in measured:
            known, unknown = times[f'{mechanism} known'], times[f'{mechanism} unknown']
            rows.append([f'wrong try by {mechanism}: at nobody, at an account', f'{unknown:,.0f} us', f'{known:,.0f} us',
                         f'{unknown / known:.3f}'])
    for times in measured:
        rounds = [(times[f'beside {number}'], times[f'alone {number}']) for number in range(5)]
        rows.append(['right login by PLAIN: beside 200 wrong tries of another address, alone',
                     f'{statistics.median(beside for beside, _ in rounds):,.0f} us',
                     f'{statistics.median(alone for _, alone in rounds):,.0f} us',
                     f'{statistics.median(beside / alone for beside, alone in rounds):.3f}'])
    return rows


def build(java, classes):
    subprocess.run(['mvn', '-B', '-q', '-pl', 'autoconfigure', '-DincludeScope=test', 'test-compile', 'dependency:copy-dependencies',
                    f'-DoutputDirectory={LIBRARIES}'], cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    sources = (ROOT / 'benchmarks' / 'cred').glob('*.java')
    subprocess.run([java / 'bin' / 'javac', '--release', '17', '-proc:none', '-parameters', '-cp', CLASS_PATH, '-d', classes, *sources],
                   check=True)


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
        guessed = [guess(java, classes, classes / 'data') for java in javas]
    finally:
        shutil.rmtree(classes, ignore_errors=True)
    rows = [[text] + [f'{result[case] / divisor:.2f} {unit}' for result in measured] for case, text, divisor, unit in CASES]
    report = f'{harness.today()}, {harness.machine()}; medians of batches of 1,000.\n\n' \
        + harness.table(['CPU time'] + [f'JDK {release(java)}' for java in javas], rows) + '\n'
    for java, times in zip(javas, guessed):
        report += f'JDK {release(java)}: medians of 1,000 tries in turn, and of 5 rounds of 200 logins:\n\n' \
            + harness.table(['over the loopback', 'the one', 'the other', 'ratio'], guesses([times])) + '\n'
    print(report)
    if options.save:
        harness.save('cred', report)


if __name__ == '__main__':
    main()
