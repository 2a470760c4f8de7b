"""Asks a PostgreSQL through Twisted's adbapi: client.py PORT. Its input and output are those of Client.java."""

import random
import sys
import time

from twisted.enterprise import adbapi
from twisted.internet import defer, reactor, threads

CONNECTIONS, IN_FLIGHT, ROWS = 16, 64, 10_000
SQL = 'select id, name, amount from item where id >= %s and id < %s'


@defer.inlineCallbacks
def asker(pool, rows, until, count):
    while time.perf_counter() < until:
        first = random.randint(1, ROWS - rows + 1)
        items = yield pool.runQuery(SQL, (first, first + rows))
        if len(items) != rows:
            raise SystemExit(f'{len(items)} rows instead of {rows}')
        count[0] += 1


@defer.inlineCallbacks
def main(pool):
    while True:
        line = yield threads.deferToThreadPool(reactor, reactor.getThreadPool(), sys.stdin.readline)
        if not line:
            break
        rows, seconds = map(int, line.split())
        count, cpu, begin = [0], time.process_time(), time.perf_counter()
        yield defer.gatherResults([asker(pool, rows, begin + seconds, count) for _ in range(IN_FLIGHT)])
        print(count[0], time.process_time() - cpu, time.perf_counter() - begin, flush=True)
    reactor.stop()


if __name__ == '__main__':
    pool = adbapi.ConnectionPool('psycopg2', host='127.0.0.1', port=sys.argv[1], user='test', dbname='postgres',
                                 cp_min=CONNECTIONS, cp_max=CONNECTIONS)
    reactor.callWhenRunning(main, pool)
    reactor.run()
