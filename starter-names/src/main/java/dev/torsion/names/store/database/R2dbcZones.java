package dev.torsion.names.store.database;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.enterprise.Database;
import dev.torsion.names.store.ZoneSource;
import dev.torsion.names.store.ZoneStatus;
import dev.torsion.names.store.ZoneTarget;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * All zones of the tables {@code dns_zone} and {@code dns_record}. A zone is read again,
 * whole, when its serial number in {@code dns_zone} is another one: that is looked at
 * from time to time, and on PostgreSQL as soon as the table tells. A zone with a row that
 * is wrong keeps its last good version; all zones do while the database is down. Safe to
 * use from any thread.
 */
public final class R2dbcZones implements ZoneSource {

	/** Where the scripts are that make the tables. */
	public static final String SCHEMA = "classpath:dev/torsion/names/schema";

	/** On which PostgreSQL tells of changes. */
	static final String CHANNEL = "dns_zone";

	/** So many rows are asked for, and made records of, at a time. */
	private static final int ROWS = 1000;

	private static final Log logger = LogFactory.getLog(R2dbcZones.class);

	private final Database database;

	private final Duration interval;

	private final EventLoop loop;

	private final Clock clock;

	private final Map<WireName, TableZone> zones = new ConcurrentHashMap<>();

	private final Disposable.Swap watch = Disposables.swap();

	private volatile @Nullable ZoneTarget target;

	private volatile boolean failing;

	private volatile Set<String> refused = Set.of();

	/**
	 * Creates the source, which reads nothing yet.
	 * @param database the database, which has the tables
	 * @param interval how often to look for changes; zero for never
	 * @param loop where time passes, and what makes records of rows
	 * @param clock what the time is
	 */
	public R2dbcZones(Database database, Duration interval, EventLoop loop, Clock clock) {
		this.database = database;
		this.interval = interval;
		this.loop = loop;
		this.clock = clock;
	}

	@Override
	public void start(ZoneTarget target) {
		this.target = target;
		look(target).block();
		if (!this.interval.isZero()) {
			this.watch.update(Flux.merge(told(), this.loop.after(this.interval).thenReturn(CHANNEL).repeat())
				.onBackpressureLatest()
				.concatMap((change) -> look(target), 0)
				.subscribe());
		}
	}

	/** Databases that do not tell are looked at only. */
	private Flux<String> told() {
		return this.database.listen(CHANNEL)
			.map((notification) -> CHANNEL)
			.onErrorComplete(UnsupportedOperationException.class)
			.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, this.interval).scheduler(this.loop.scheduler()));
	}

	@Override
	public Collection<ZoneStatus> zones() {
		return this.zones.values().stream().map(TableZone::status).toList();
	}

	@Override
	public Mono<ZoneStatus> reload(WireName origin) {
		ZoneTarget target = this.target;
		TableZone zone = this.zones.get(origin);
		if (target == null || zone == null) {
			return Mono.empty();
		}
		return this.database.query(ZoneRow.QUERY + " where name = :name")
			.bind("name", zone.name())
			.map(ZoneRow::read)
			.next()
			.flatMap((row) -> load(zone, row.serial(), target));
	}

	@Override
	public void stop() {
		this.watch.update(Disposables.disposed());
	}

	/** Reads what has changed. Never fails. */
	private Mono<Void> look(ZoneTarget target) {
		return this.database.query(ZoneRow.QUERY).map(ZoneRow::read).collectList().flatMap((rows) -> {
			Map<TableZone, Long> changed = changed(rows, target);
			return Flux.fromIterable(changed.entrySet())
				.concatMap((entry) -> load(entry.getKey(), entry.getValue(), target))
				.then();
		}).doOnSuccess((done) -> this.failing = false).onErrorResume((ex) -> {
			if (!this.failing) {
				this.failing = true;
				logger.error("Zones of dns_zone stay as they were: " + ex.getMessage(), ex);
			}
			return Mono.empty();
		});
	}

	private Map<TableZone, Long> changed(List<ZoneRow> rows, ZoneTarget target) {
		Set<WireName> found = new HashSet<>();
		Set<String> wrong = new HashSet<>();
		Map<TableZone, Long> changed = new HashMap<>();
		for (ZoneRow row : rows) {
			WireName origin = origin(row.name());
			if (origin == null || !found.add(origin)) {
				wrong.add(row.name());
				continue;
			}
			TableZone zone = this.zones.computeIfAbsent(origin, (name) -> new TableZone(name, row.name(), this.clock));
			if (zone.isChanged(row.serial())) {
				changed.put(zone, row.serial());
			}
		}
		wrong.stream()
			.filter((name) -> !this.refused.contains(name))
			.forEach((name) -> logger.error("dns_zone has '" + name + "', which is no name or there twice"));
		this.refused = wrong;
		List.copyOf(this.zones.values()).stream().filter((zone) -> !found.contains(zone.origin())).forEach((zone) -> {
			this.zones.remove(zone.origin());
			zone.remove(target);
			logger.info("Zone " + zone.origin() + " is gone from dns_zone");
		});
		return changed;
	}

	private static @Nullable WireName origin(String name) {
		try {
			return Records.name(Name.fromString(name, Name.root));
		}
		catch (TextParseException ex) {
			return null;
		}
	}

	/** Rows are made records of away from the loops, some at a time. */
	private Mono<ZoneStatus> load(TableZone zone, long serial, ZoneTarget target) {
		return Mono.defer(() -> {
			long reading = zone.begin();
			TableReader reader = new TableReader(zone.origin(), serial);
			return this.database.query(RecordRow.QUERY)
				.bind("zone", zone.name())
				.fetchSize(ROWS)
				.map(RecordRow::read)
				.buffer(ROWS)
				.concatMap((rows) -> this.loop.blocking(() -> {
					reader.add(rows);
					return rows.size();
				}), 1)
				.then(Mono.defer(() -> this.loop.blocking(() -> zone.end(reading, serial, reader.zone(), target))))
				.onErrorResume(ZoneException.class, (ex) -> Mono.just(zone.end(reading, serial, ex, target)));
		});
	}

}
