"""Programs run by CGI: this project's starter beside lighttpd and Twisted. The same programs for all, a new process a request."""

import urllib.request

import harness

LIGHTTPD, OURS, TWISTED = 'lighttpd', 'Torsion', 'Twisted'
HEAD = r'Content-Type: text/plain\r\n\r\n'
MEBIBYTE = 1024 * 1024
PROGRAMS = {
    'hello.cgi': ('a shell that says hello', f"#!/bin/sh\nprintf '{HEAD}hello\\n'\n", b'hello\n'),
    'perl.cgi': ('perl that says hello', f'#!/usr/bin/perl\nprint "{HEAD}hello\\n";\n', b'hello\n'),
    'large.cgi': ('a shell, and 1 MiB from `head`', f"#!/bin/sh\nprintf '{HEAD}'\nexec head -c {MEBIBYTE} /dev/zero\n", bytes(MEBIBYTE)),
}
CONNECTIONS = 4


def programs(servers):
    """Writes the programs; returns the root that has them in cgis/."""
    root = servers.work / 'site'
    directory = root / 'cgis'
    directory.mkdir(parents=True, mode=0o755)
    for name, (_, text, _) in PROGRAMS.items():
        (directory / name).write_text(text)
        (directory / name).chmod(0o755)
    return root


def lighttpd(servers, root):
    port = harness.free_port()
    configuration = servers.work / 'lighttpd.conf'
    template = (harness.ROOT / 'benchmarks' / 'web' / 'lighttpd.conf').read_text()
    configuration.write_text(template.replace('@PORT@', str(port)).replace('@ROOT@', str(root)))
    return servers.start(LIGHTTPD, ['/usr/sbin/lighttpd', '-D', '-f', configuration], port)


def ours(servers, root, *arguments):
    return servers.ours('--network.web.mounts[0].path=/cgis', f'--network.web.mounts[0].cgi={root / "cgis"}', *arguments)


def verify(server, name):
    with urllib.request.urlopen(f'{server.url}/cgis/{name}') as answer:
        if answer.read() != PROGRAMS[name][2]:
            raise SystemExit(f'{server.name} answers wrongly to {name}')


def compared(running, options, name):
    """One program on all peers: rate and CPU time, that of the processes included, and what they are against the others."""
    results = harness.compare(running, f'/cgis/{name}', options.rounds, options.seconds, CONNECTIONS)
    rows = []
    for server in running:
        of = server.name
        rows.append([of, f'{harness.median(results, of, 0):,.0f}', f'{harness.median(results, of, 1) * 1e3:.2f}',
                     f'{harness.ratio(results, of, LIGHTTPD, 1):.2f}', f'{harness.ratio(results, of, LIGHTTPD, 0):.2f}',
                     f'{harness.ratio(results, of, TWISTED, 0):.1f}'])
    return harness.table(['server', 'requests/s', 'CPU ms/request', 'CPU : lighttpd', 'requests/s : lighttpd', 'requests/s : Twisted'], rows)


def measure(servers, options):
    root = programs(servers)
    running = [lighttpd(servers, root), ours(servers, root), servers.twisted(root)]
    report = ''
    for name, (title, _, _) in PROGRAMS.items():
        for server in running:
            verify(server, name)
        harness.warm_up(running[1], f'/cgis/{name}', options.warm_up, CONNECTIONS)
        report += f'{title[0].upper()}{title[1:]}, {CONNECTIONS} keep-alive connections:\n\n{compared(running, options, name)}\n'
    return report
