package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.names.zone.Zone;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.torsion.names.store.file.ZoneFixture.HEAD;
import static dev.torsion.names.store.file.ZoneFixture.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchedZoneTests {

	private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final List<Zone> published = new ArrayList<>();

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
		assertThat(this.published).containsExactly(zone.status().loaded().zone());
		assertThat(zone.status().problem()).isNull();
	}

	@Test
	void readsTheFileAgainWhenItHasChanged() throws IOException {
		write("www A 192.0.2.1\n");
		watch();
		write("www A 192.0.2.20\n");
		assertThat(this.published).hasSize(1);
		this.loop.advance(INTERVAL);
		assertThat(this.published).hasSize(2);
		assertThat(data(this.published.get(1), "www.example.org", 1)).containsExactly("192.0.2.20");
	}

	@Test
	void readsTheFileOnceForAChange() throws IOException {
		write("www A 192.0.2.1\n");
		watch();
		this.loop.advance(INTERVAL.multipliedBy(10));
		assertThat(this.published).hasSize(1);
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL.multipliedBy(10));
		assertThat(this.published).hasSize(2);
	}

	@Test
	void seesAnotherFileOfTheSameSizeAndTime() throws IOException {
		write("www A 192.0.2.1\n");
		watch();
		Path other = Files.writeString(this.folder.resolve("new"), HEAD + "www A 192.0.2.2\n");
		Files.setLastModifiedTime(other, Files.getLastModifiedTime(this.fixture.path()));
		Files.move(other, this.fixture.path(), StandardCopyOption.REPLACE_EXISTING);
		this.loop.advance(INTERVAL);
		assertThat(this.published).hasSize(2);
	}

	@Test
	void followsIncludedFiles() throws IOException {
		Files.writeString(this.folder.resolve("hosts"), "www A 192.0.2.1\n");
		write("$INCLUDE hosts\n");
		watch();
		Files.writeString(this.folder.resolve("hosts"), "www A 192.0.2.20\n");
		this.loop.advance(INTERVAL);
		assertThat(data(this.published.get(1), "www.example.org", 1)).containsExactly("192.0.2.20");
	}

	@Test
	void keepsTheLastGoodVersionOfABrokenFileAndSaysSo() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		write("www A wrong\n");
		this.loop.advance(INTERVAL);
		assertThat(this.published).hasSize(1);
		assertThat(zone.status().problem()).startsWith(this.fixture.path() + ":5: ");
		assertThat(data(zone.status().loaded(), "www.example.org", "A")).containsExactly("192.0.2.1");
	}

	@Test
	void recoversWhenTheFileIsMended() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		write("$INCLUDE hosts\n");
		this.loop.advance(INTERVAL);
		assertThat(zone.status().problem()).contains("hosts");
		Files.writeString(this.folder.resolve("hosts"), "www A 192.0.2.20\n");
		this.loop.advance(INTERVAL);
		assertThat(zone.status().problem()).isNull();
		assertThat(this.published).hasSize(2);
	}

	@Test
	void outlivesTheRemovalOfItsFile() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		Files.delete(this.fixture.path());
		this.loop.advance(INTERVAL);
		assertThat(zone.status().problem()).contains("Cannot be read");
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL);
		assertThat(zone.status().problem()).isNull();
	}

	@Test
	void readsTheFileWhenToldTo() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = watch();
		assertThat(zone.reload().block()).isEqualTo(zone.status());
		assertThat(this.published).hasSize(2);
	}

	@Test
	void doesNotLookAfterItIsClosed() throws IOException {
		write("www A 192.0.2.1\n");
		watch().close();
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL.multipliedBy(3));
		assertThat(this.published).hasSize(1);
	}

	@Test
	void outlivesWhoFailsToTakeAVersion() throws IOException {
		write("www A 192.0.2.1\n");
		WatchedZone zone = WatchedZone.load(this.fixture.file(), this.loop, CLOCK, (version) -> {
			this.published.add(version);
			if (this.published.size() == 2) {
				throw new IllegalStateException("Not this one");
			}
		});
		zone.watch(INTERVAL);
		write("www A 192.0.2.20\n");
		this.loop.advance(INTERVAL);
		write("www A 192.0.2.200\n");
		this.loop.advance(INTERVAL);
		assertThat(this.published).hasSize(3);
	}

	@Test
	void doesNotBeginWithABrokenFile() throws IOException {
		write("www A wrong\n");
		assertThatThrownBy(this::watch).isInstanceOf(ZoneFileException.class);
		assertThat(this.published).isEmpty();
	}

	private WatchedZone watch() {
		WatchedZone zone = WatchedZone.load(this.fixture.file(), this.loop, CLOCK, this.published::add);
		zone.watch(INTERVAL);
		return zone;
	}

	private void write(String more) throws IOException {
		Files.writeString(this.fixture.path(), HEAD + more);
	}

}
