package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.torsion.names.store.RecordingTarget;
import dev.torsion.names.store.ZoneStatus;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.torsion.names.store.file.ZoneFixture.HEAD;
import static dev.torsion.names.store.file.ZoneFixture.data;
import static dev.torsion.names.store.file.ZoneFixture.name;
import static org.assertj.core.api.Assertions.assertThat;

class WatchedZoneTests {

	private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final RecordingTarget target = new RecordingTarget();

	@TempDir
	Path folder;

	private ZoneFixture fixture = new ZoneFixture(Path.of("."));

	@BeforeEach
	void createFixture() {
		this.fixture = new ZoneFixture(this.folder);
	}

	@Test
	void publishesTheFirstVersion() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		assertThat(versions()).hasSize(1);
		assertThat(status(zone))
			.isEqualTo(new ZoneStatus(name("example.org"), this.fixture.path().toString(), Instant.EPOCH, null));
	}

	@Test
	void readsTheFileAgainWhenItHasChanged() throws IOException {
		write("www A 192.0.2.1\n");
		watch();
		write("www A 192.0.2.20\n");
		assertThat(versions()).hasSize(1);
		this.loop.advance(INTERVAL);
		assertThat(versions()).hasSize(2);
		assertThat(address(1)).containsExactly("192.0.2.20");
	}

	@Test
	void readsTheFileOnceForAChange() throws IOException {
		write("www A 192.0.2.1\n");
		watch();
		this.loop.advance(INTERVAL.multipliedBy(10));
		assertThat(versions()).hasSize(1);
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL.multipliedBy(10));
		assertThat(versions()).hasSize(2);
	}

	@Test
	void seesAnotherFileOfTheSameSizeAndTime() throws IOException {
		write("www A 192.0.2.1\n");
		watch();
		Path other = Files.writeString(this.folder.resolve("new"), HEAD + "www A 192.0.2.2\n");
		Files.setLastModifiedTime(other, Files.getLastModifiedTime(this.fixture.path()));
		Files.move(other, this.fixture.path(), StandardCopyOption.REPLACE_EXISTING);
		this.loop.advance(INTERVAL);
		assertThat(versions()).hasSize(2);
	}

	@Test
	void followsIncludedFiles() throws IOException {
		Files.writeString(this.folder.resolve("hosts"), "www A 192.0.2.1\n");
		write("$INCLUDE hosts\n");
		watch();
		Files.writeString(this.folder.resolve("hosts"), "www A 192.0.2.20\n");
		this.loop.advance(INTERVAL);
		assertThat(address(1)).containsExactly("192.0.2.20");
	}

	@Test
	void keepsTheLastGoodVersionOfABrokenFileAndSaysSo() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		write("www A wrong\n");
		this.loop.advance(INTERVAL);
		assertThat(versions()).hasSize(1);
		assertThat(this.target.withdrawn()).isEmpty();
		assertThat(status(zone).problem()).startsWith(this.fixture.path() + ":5: ");
		assertThat(status(zone).since()).isEqualTo(Instant.EPOCH);
	}

	@Test
	void recoversWhenTheFileIsMended() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		write("$INCLUDE hosts\n");
		this.loop.advance(INTERVAL);
		assertThat(status(zone).problem()).contains("hosts");
		Files.writeString(this.folder.resolve("hosts"), "www A 192.0.2.20\n");
		this.loop.advance(INTERVAL);
		assertThat(status(zone).problem()).isNull();
		assertThat(versions()).hasSize(2);
	}

	@Test
	void outlivesTheRemovalOfItsFile() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		Files.delete(this.fixture.path());
		this.loop.advance(INTERVAL);
		assertThat(status(zone).problem()).contains("Cannot be read");
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL);
		assertThat(status(zone).problem()).isNull();
	}

	@Test
	void readsTheFileWhenToldTo() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		assertThat(zone.reload(name("example.org")).block()).isEqualTo(status(zone));
		assertThat(versions()).hasSize(2);
		assertThat(zone.reload(name("other.org")).blockOptional()).isEmpty();
	}

	@Test
	void doesNotLookAfterItIsStopped() throws IOException {
		write("www A 192.0.2.1\n");
		watch().stop();
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL.multipliedBy(3));
		assertThat(versions()).hasSize(1);
	}

	@Test
	void doesNotLookIfThereIsNoInterval() throws IOException {
		write("www A 192.0.2.1\n");
		zone(Duration.ZERO).start(this.target);
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL.multipliedBy(3));
		assertThat(versions()).hasSize(1);
	}

	@Test
	void outlivesWhoFailsToTakeAVersion() throws IOException {
		write("www A 192.0.2.1\n");
		watch();
		this.target.refuse(new IllegalStateException("Not this one"));
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL);
		this.target.refuse(null);
		write("www A 192.0.2.200\n");
		this.loop.advance(INTERVAL);
		assertThat(versions()).hasSize(3);
	}

	@Test
	void withdrawsAZoneWhoseFileIsBrokenFromTheStartUntilItIsMended() throws IOException {
		write("www A wrong\n");
		WatchedZone zone = watch();
		assertThat(versions()).isEmpty();
		assertThat(this.target.withdrawn()).containsExactly(name("example.org"));
		assertThat(status(zone).since()).isNull();
		assertThat(status(zone).problem()).startsWith(this.fixture.path() + ":5: ");
		write("www A 192.0.2.1\n");
		this.loop.advance(INTERVAL);
		assertThat(versions()).hasSize(1);
		assertThat(status(zone).problem()).isNull();
	}

	@Test
	void servesAFileThatAppearsLater() throws IOException {
		watch();
		assertThat(this.target.withdrawn()).containsExactly(name("example.org"));
		write("www A 192.0.2.1\n");
		this.loop.advance(INTERVAL);
		assertThat(versions()).hasSize(1);
	}

	@Test
	void saysSoIfTheZoneIsAnothers() throws IOException {
		write("www A 192.0.2.1\n");
		this.target.refuse(new ZoneException("is there already"));
		assertThat(status(watch()).problem()).isEqualTo("is there already");
	}

	private List<Zone> versions() {
		return List.copyOf(this.target.published());
	}

	private List<String> address(int version) {
		return data(versions().get(version), "www.example.org", 1);
	}

	private static ZoneStatus status(WatchedZone zone) {
		return zone.zones().iterator().next();
	}

	private WatchedZone watch() {
		WatchedZone zone = zone(INTERVAL);
		zone.start(this.target);
		return zone;
	}

	private WatchedZone zone(Duration interval) {
		return new WatchedZone(null, this.fixture.file(), new WatchedZone.Watch(interval, this.loop, CLOCK));
	}

	private void write(String more) throws IOException {
		Files.writeString(this.fixture.path(), HEAD + more);
	}

}
