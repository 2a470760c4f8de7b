package dev.torsion.names.store.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;

import dev.torsion.names.store.RecordingTarget;
import dev.torsion.names.store.ZoneStatus;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.names.zone.ZoneNode;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What zones in tables do in every database.
 */
@Timeout(120)
abstract class R2dbcZonesContract {

	static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

	static final WireName ORIGIN = name("example.org.");

	final RecordingTarget target = new RecordingTarget();

	private @Nullable R2dbcZones started;

	abstract ZoneTables tables();

	@BeforeEach
	void clear() {
		tables().clear();
	}

	@AfterEach
	void stop() {
		if (this.started != null) {
			this.started.stop();
		}
	}

	@Test
	void servesAllZonesOfTheTables() throws Exception {
		tables().zone("example.org", 7);
		tables().add("example.org", "www.example.org", "A", "192.0.2.1");
		tables().add("example.org", "example.org", "MX", "10 mail.example.org");
		tables().add("example.org", "example.org", "TXT", "\"v=spf1 -all\"");
		tables().zone("other.example.", 1);
		R2dbcZones zones = start(Duration.ZERO);
		List<Zone> published = List.of(this.target.next(), this.target.next());
		Zone zone = published.stream().filter((each) -> each.origin().equals(ORIGIN)).findFirst().orElseThrow();
		assertThat(data(zone, "www.example.org.", Type.A)).containsExactly("192.0.2.1");
		assertThat(data(zone, "example.org.", Type.MX)).containsExactly("10 mail.example.org.");
		assertThat(data(zone, "example.org.", Type.TXT)).containsExactly("\"v=spf1 -all\"");
		assertThat(zones.zones()).hasSize(2).contains(new ZoneStatus(ORIGIN, "dns_zone", Instant.EPOCH, null));
	}

	@Test
	void makesUpSoaAndNameServer() throws Exception {
		tables().zone("example.org", 4_000_000_000L);
		start(Duration.ZERO);
		Zone zone = this.target.next();
		assertThat(data(zone, "example.org.", Type.SOA))
			.containsExactly("example.org. nobody.invalid. 4000000000 7200 900 1209600 300");
		assertThat(data(zone, "example.org.", Type.NS)).containsExactly("example.org.");
	}

	@Test
	void givesTheSoaTheSerialNumberOfTheZone() throws Exception {
		tables().zone("example.org", 9);
		tables().add("example.org", "example.org", "SOA", "ns.example.org admin.example.org 1 2 3 4 5");
		tables().add("example.org", "example.org", "NS", "ns.example.org");
		start(Duration.ZERO);
		assertThat(data(this.target.next(), "example.org.", Type.SOA))
			.containsExactly("ns.example.org. admin.example.org. 9 2 3 4 5");
	}

	@Test
	void readsAZoneAgainWhenItsSerialNumberIsAnother() throws Exception {
		tables().zone("example.org", 7);
		start(Duration.ofMillis(20));
		assertThat(this.target.next().serial()).isEqualTo(7);
		tables().add("example.org", "www.example.org", "A", "192.0.2.1");
		tables().bump("example.org");
		Zone zone = this.target.next();
		assertThat(zone.serial()).isEqualTo(8);
		assertThat(data(zone, "www.example.org.", Type.A)).containsExactly("192.0.2.1");
		tables().sql("update dns_zone set serial = 3");
		assertThat(this.target.next().serial()).isEqualTo(3);
		assertThat(this.target.published()).isEmpty();
	}

	@Test
	void servesNewZonesAndLeavesThoseThatAreGone() throws Exception {
		tables().zone("example.org", 7);
		R2dbcZones zones = start(Duration.ofMillis(20));
		this.target.next();
		tables().zone("other.example", 1);
		assertThat(this.target.next().origin()).isEqualTo(name("other.example."));
		tables().sql("delete from dns_zone where name = 'example.org'");
		assertThat(this.target.nextRemoved()).isEqualTo(ORIGIN);
		assertThat(zones.zones()).extracting(ZoneStatus::origin).containsExactly(name("other.example."));
	}

	@Test
	void keepsTheLastGoodVersionAndTellsWhichRowIsWrong() throws Exception {
		tables().zone("example.org", 7);
		R2dbcZones zones = start(Duration.ZERO);
		this.target.next();
		tables().add("example.org", "www.example.org", "A", "wrong");
		tables().bump("example.org");
		ZoneStatus status = zones.reload(ORIGIN).block(ZoneTables.LIMIT);
		assertThat(status).isNotNull();
		assertThat(status.problem()).startsWith("dns_record www.example.org A: ").contains("wrong");
		assertThat(status.since()).isEqualTo(Instant.EPOCH);
		assertThat(this.target.published()).isEmpty();
		assertThat(this.target.withdrawn()).isEmpty();
		tables().sql("update dns_record set data = '192.0.2.1'");
		assertThat(zones.reload(ORIGIN).block(ZoneTables.LIMIT)).extracting(ZoneStatus::problem).isNull();
		assertThat(data(this.target.next(), "www.example.org.", Type.A)).containsExactly("192.0.2.1");
	}

	@Test
	void withdrawsAZoneThatNeverWasRight() throws Exception {
		tables().zone("example.org", 7);
		tables().add("example.org", "www.example.net", "A", "192.0.2.1");
		R2dbcZones zones = start(Duration.ofMillis(20));
		assertThat(this.target.withdrawn()).containsExactly(ORIGIN);
		assertThat(zones.zones()).extracting(ZoneStatus::problem)
			.containsExactly("dns_record www.example.net A: www.example.net. is not within the zone example.org.");
		tables().sql("delete from dns_record");
		tables().bump("example.org");
		assertThat(this.target.next().serial()).isEqualTo(8);
	}

	@Test
	void refusesTypesThatAreNoneAndTakesUnknownOnes() throws Exception {
		tables().zone("example.org", 7);
		tables().add("example.org", "a.example.org", "TYPE65534", "\\# 2 0102");
		R2dbcZones zones = start(Duration.ZERO);
		assertThat(data(this.target.next(), "a.example.org.", 65534)).containsExactly("\\# 2 0102");
		tables().add("example.org", "a.example.org", "AXFR", "x");
		assertThat(zones.reload(ORIGIN).block(ZoneTables.LIMIT)).extracting(ZoneStatus::problem)
			.isEqualTo("dns_record a.example.org AXFR: AXFR is no type of data");
	}

	@Test
	void passesOverNamesThatAreNone() throws Exception {
		tables().zone("example..org", 7);
		tables().zone("example.org", 7);
		R2dbcZones zones = start(Duration.ZERO);
		assertThat(this.target.next().origin()).isEqualTo(ORIGIN);
		assertThat(zones.zones()).hasSize(1);
	}

	@Test
	void readsMoreRowsThanItAsksForAtATime() throws Exception {
		tables().zone("example.org", 7);
		tables().sql("insert into dns_record (zone, name, type, data) select 'example.org',"
				+ " concat('host', n, '.example.org'), 'A', '192.0.2.1' from (" + numbers(3500) + ") numbers");
		start(Duration.ZERO);
		assertThat(this.target.next().size()).isEqualTo(3501);
	}

	@Test
	void saysSoIfTheZoneIsAnothers() throws Exception {
		this.target.refuse(new ZoneException("is there already"));
		tables().zone("example.org", 7);
		assertThat(start(Duration.ZERO).zones()).extracting(ZoneStatus::problem).containsExactly("is there already");
	}

	@Test
	void knowsNothingOfOtherZones() {
		assertThat(start(Duration.ZERO).reload(ORIGIN).blockOptional(ZoneTables.LIMIT)).isEmpty();
	}

	/** A query with the column n, of so many rows. */
	abstract String numbers(int count);

	R2dbcZones start(Duration interval) {
		R2dbcZones zones = new R2dbcZones(tables().database(), interval, new PooledLoop(), CLOCK);
		this.started = zones;
		zones.start(this.target);
		return zones;
	}

	static WireName name(String name) {
		return WireName.of(Name.fromConstantString(name).toWire());
	}

	static List<String> data(Zone zone, String name, int type) {
		ZoneNode node = zone.find(name(name));
		RRset set = (node != null) ? node.find(type) : null;
		return (set != null) ? Records.records(name(name), set).stream().map(Record::rdataToString).toList()
				: List.of();
	}

	/** Real time and real threads, as databases have them. */
	static final class PooledLoop implements EventLoop {

		@Override
		public void execute(Runnable task) {
			Schedulers.parallel().schedule(task);
		}

		@Override
		public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
			return Mono.<T>fromCallable(work).subscribeOn(Schedulers.boundedElastic());
		}

		@Override
		public Scheduler scheduler() {
			return Schedulers.parallel();
		}

	}

}
