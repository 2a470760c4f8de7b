package dev.torsion.names.client.transfer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.files.DataFolder;
import dev.torsion.names.session.control.Controlled;
import dev.torsion.names.store.SecondaryFiles;
import dev.torsion.names.tsig.TsigKey;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.SerialNumbers;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of when zones are copied from others.
 */
class SecondaryZoneTests {

	private static final WireName ORIGIN = Controlled.wire("example.org.");

	private static final Peer FIRST = peer("192.0.2.1", null);

	private static final Peer SECOND = peer("192.0.2.2",
			new TsigKey(Name.fromConstantString("key."), TSIG.HMAC_SHA256, new byte[] { 1 }, Clock.systemUTC()));

	@TempDir
	Path folder;

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final Clock clock = new LoopClock();

	private final Zones zones = new Zones();

	private final List<Peer> asked = new ArrayList<>();

	private final List<Peer> down = new ArrayList<>();

	private int serial = 1;

	@Test
	void failsUntilItHasTheZone() {
		this.down.addAll(List.of(FIRST, SECOND));
		start();
		assertThat(isUnavailable()).isTrue();
		this.down.clear();
		this.loop.advance(Duration.ofSeconds(30));
		assertThat(served()).isEqualTo(1);
	}

	@Test
	void tellsWhetherItHasTheZoneAndWhyNot() {
		this.down.addAll(List.of(FIRST, SECOND));
		Secondaries secondaries = start();
		assertThat(secondaries.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.since()).isNull();
			assertThat(status.problem()).startsWith("Cannot fetch " + ORIGIN + " from " + SECOND);
		});
		this.down.clear();
		this.loop.advance(Duration.ofSeconds(30));
		assertThat(secondaries.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.since()).isNotNull();
			assertThat(status.problem()).isNull();
		});
	}

	@Test
	void asksTheNextServerWhenOneIsNotToBeHad() {
		this.down.add(FIRST);
		start();
		assertThat(this.asked).containsExactly(FIRST, SECOND);
		assertThat(served()).isEqualTo(1);
	}

	@Test
	void triesLessAndLessOftenWhileItHasNoZone() {
		this.down.addAll(List.of(FIRST, SECOND));
		start();
		List<Long> minutes = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			int before = this.asked.size();
			this.loop.advance(Duration.ofMinutes(1));
			if (this.asked.size() > before) {
				minutes.add((long) i);
			}
		}
		assertThat(minutes).hasSizeBetween(8, 12);
		assertThat(minutes.get(minutes.size() - 1) - minutes.get(minutes.size() - 2)).isEqualTo(60);
	}

	@Test
	void checksAgainAfterTheRefreshTime() {
		start();
		this.serial = 2;
		this.loop.advance(Duration.ofSeconds(3599));
		assertThat(served()).isEqualTo(1);
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(served()).isEqualTo(2);
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void checksSoonerAfterAFailure() {
		start();
		this.down.addAll(List.of(FIRST, SECOND));
		this.loop.advance(Duration.ofSeconds(3600));
		this.serial = 2;
		this.down.clear();
		this.loop.advance(Duration.ofSeconds(599));
		assertThat(served()).isEqualTo(1);
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(served()).isEqualTo(2);
	}

	@Test
	void expiresWhenItCouldNotBeCheckedAndComesBackWhenItCan() {
		start();
		this.down.addAll(List.of(FIRST, SECOND));
		this.loop.advance(Duration.ofSeconds(86_399));
		assertThat(served()).isEqualTo(1);
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(isUnavailable()).isTrue();
		this.down.clear();
		this.loop.advance(Duration.ofSeconds(600));
		assertThat(served()).isEqualTo(1);
	}

	@Test
	void doesNotExpireWhileThereIsNothingNewer() {
		start();
		this.loop.advance(Duration.ofSeconds(5 * 86_400));
		assertThat(served()).isEqualTo(1);
		assertThat(this.asked).hasSizeGreaterThan(100);
	}

	@Test
	void checksAtOnceWhenToldButNotAllTheTime() {
		Secondaries secondaries = start();
		this.loop.advance(Duration.ofSeconds(5));
		for (int i = 0; i < 100; i++) {
			this.serial++;
			secondaries.notified(ORIGIN);
		}
		assertThat(this.asked).hasSize(2);
		assertThat(served()).isEqualTo(2);
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(this.asked).hasSize(3);
		assertThat(served()).isEqualTo(101);
		this.loop.advance(Duration.ofSeconds(100));
		assertThat(this.asked).hasSize(3);
	}

	@Test
	void knowsOnlyItsOwnZones() {
		Secondaries secondaries = start();
		secondaries.notified(Controlled.wire("elsewhere.test."));
		assertThat(secondaries.find(Controlled.wire("elsewhere.test."))).isNull();
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void keepsTheZoneOverARestart() {
		start().stop();
		this.down.addAll(List.of(FIRST, SECOND));
		this.loop.advance(Duration.ofSeconds(1000));
		this.zones.remove(ORIGIN);
		start();
		assertThat(served()).isEqualTo(1);
		this.loop.advance(Duration.ofSeconds(86_400 - 1001));
		assertThat(served()).isEqualTo(1);
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(isUnavailable()).isTrue();
	}

	@Test
	void doesNotServeACopyThatHasExpiredMeanwhile() throws IOException {
		start().stop();
		this.down.addAll(List.of(FIRST, SECOND));
		this.loop.advance(Duration.ofSeconds(90_000));
		start();
		assertThat(isUnavailable()).isTrue();
	}

	@Test
	void notesWhenItWasCheckedLast() throws IOException {
		start();
		this.loop.advance(Duration.ofSeconds(3600));
		assertThat(Files.getLastModifiedTime(file())).isEqualTo(FileTime.from(this.clock.instant()));
	}

	@Test
	void fetchesAnewWhatIsDamaged() throws IOException {
		Files.createDirectories(file().getParent());
		Files.writeString(file(), "this is no zone");
		start();
		assertThat(served()).isEqualTo(1);
	}

	@Test
	void checksNoMoreWhenItIsStopped() {
		start().stop();
		this.loop.advance(Duration.ofDays(1));
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void hearsTheServersItCopiesFromAndWhoeverHasTheKey() throws IOException {
		Secondary secondary = new Secondary(ORIGIN, List.of(FIRST, SECOND));
		InetAddress stranger = InetAddress.getByName("192.0.2.99");
		assertThat(secondary.isTold(FIRST.address().getAddress(), null)).isTrue();
		assertThat(secondary.isTold(stranger, null)).isFalse();
		assertThat(secondary.isTold(stranger, Name.fromConstantString("other."))).isFalse();
		assertThat(secondary.isTold(stranger, Name.fromConstantString("key."))).isTrue();
	}

	@Test
	void keepsEveryTypeOfRecords() throws IOException {
		Zone zone = Controlled.zone("""
				$ORIGIN example.org.
				@ 300 SOA ns admin 1 3600 600 86400 300
				@ 300 NS ns
				@ 300 MX 10 mail
				\\@weird\\.label 60 TXT "a; \\"quoted\\"" "\\000\\255"
				MiXed 60 A 192.0.2.1
				_sip._tcp 60 SRV 1 2 3 target
				odd 60 TYPE65280 \\# 3 010203
				svc 60 HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.1
				""");
		SecondaryFiles files = new SecondaryFiles(new DataFolder(this.folder));
		files.write(zone, Instant.ofEpochSecond(1000));
		SecondaryFiles.Copy copy = files.read(ORIGIN);
		assertThat(copy).isNotNull();
		assertThat((copy != null) ? copy.checked() : Instant.MIN).isEqualTo(Instant.ofEpochSecond(1000));
		assertThat(texts((copy != null) ? copy.zone() : null)).isEqualTo(texts(zone)).hasSize(8);
	}

	private static List<String> texts(@Nullable Zone zone) {
		List<String> texts = new ArrayList<>();
		if (zone != null) {
			zone.forEach((node) -> node.sets()
				.forEach((set) -> texts.add(node.name() + " " + set.type() + " " + set.ttl() + " "
						+ HexFormat.of().formatHex(set.data()))));
		}
		texts.sort(String::compareTo);
		return texts;
	}

	@Test
	void comparesSerialNumbersThatGoRound() {
		assertThat(SerialNumbers.isNewer(2, 1)).isTrue();
		assertThat(SerialNumbers.isNewer(1, 1)).isFalse();
		assertThat(SerialNumbers.isNewer(0, -1)).isTrue();
		assertThat(SerialNumbers.isNewer(-1, 0)).isFalse();
		assertThat(SerialNumbers.isNewer(Integer.MAX_VALUE, 0)).isTrue();
		assertThat(SerialNumbers.isNewer(Integer.MIN_VALUE, 0)).isFalse();
		assertThat(SerialNumbers.isNewer(0, Integer.MIN_VALUE)).isFalse();
		assertThat(SerialNumbers.next(-1)).isEqualTo(1);
		assertThat(SerialNumbers.next(Integer.MAX_VALUE)).isEqualTo(Integer.MIN_VALUE);
	}

	private Secondaries start() {
		Secondaries secondaries = new Secondaries(
				List.of(new Secondary(ORIGIN, List.of(FIRST, SECOND))), new SecondaryZone.Services(this::fetch,
						this.zones, new SecondaryFiles(new DataFolder(this.folder)), this.loop, this.clock),
				new SecondaryTimes(() -> 0));
		secondaries.start();
		return secondaries;
	}

	private Mono<Zone> fetch(Peer peer, WireName origin, @Nullable Zone current) {
		this.asked.add(peer);
		if (this.down.contains(peer)) {
			return Mono.error(new TransferException("It is down"));
		}
		return (current != null && current.serial() == this.serial) ? Mono.empty() : Mono.just(Controlled.zone("""
				$ORIGIN example.org.
				@ 300 SOA ns admin %d 3600 600 86400 300
				@ 300 NS ns
				""".formatted(this.serial)));
	}

	private int served() {
		Zone zone = this.zones.current().zone(ORIGIN);
		return (zone != null) ? zone.serial() : -1;
	}

	private boolean isUnavailable() {
		return served() < 0;
	}

	private Path file() {
		return this.folder.resolve("names/secondary/example.org.zone");
	}

	private static Peer peer(String address, @Nullable TsigKey key) {
		return new Peer(new InetSocketAddress(address, 53), key);
	}

	private final class LoopClock extends Clock {

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Controlled.NOW.plusSeconds(SecondaryZoneTests.this.loop.scheduler().now(TimeUnit.SECONDS));
		}

	}

}
