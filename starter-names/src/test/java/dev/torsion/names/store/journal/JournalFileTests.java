package dev.torsion.names.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.torsion.files.DataFolder;
import dev.torsion.names.session.control.Controlled;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Zone;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests of the files that keep changes.
 */
class JournalFileTests {

	private static final WireName NAME = Controlled.wire("www.example.org.");

	private static final Zone ZONE = Controlled.zone("""
			$ORIGIN example.org.
			@ 300 SOA ns admin 7 3600 600 86400 300
			@ 300 NS ns
			""");

	@TempDir
	Path folder;

	@Test
	void readsWhatWasAppended() throws IOException {
		JournalFile file = new JournalFile(path());
		file.append(change(1, 1));
		file.append(change(2, -5));
		assertThat(serials(new JournalFile(path()))).containsExactly(1, -5);
		RecordChange record = new JournalFile(path()).read().get(0).records().get(0);
		assertThat(record.isAdded()).isTrue();
		assertThat(record.name()).isEqualTo(NAME);
		assertThat(record.type()).isEqualTo(65_280);
		assertThat(record.ttl()).isEqualTo(60);
		assertThat(record.rdata()).containsExactly(1, 1, 2, 3);
	}

	@Test
	void isEmptyWithoutAFile() throws IOException {
		assertThat(new JournalFile(path()).read()).isEmpty();
	}

	@Test
	void leavesOutWhatWasNotWrittenToItsEnd() throws IOException {
		JournalFile file = new JournalFile(path());
		file.append(change(1, 1));
		int whole = (int) file.size();
		file.append(change(2, 2));
		byte[] bytes = Files.readAllBytes(path());
		for (int length = 0; length < bytes.length; length++) {
			Files.write(path(), Arrays.copyOf(bytes, length));
			JournalFile torn = new JournalFile(path());
			assertThat(serials(torn)).as("%d bytes", length).isEqualTo((length < whole) ? List.of() : List.of(1));
			torn.append(change(3, 3));
			assertThat(serials(new JournalFile(path()))).endsWith(3).hasSize((length < whole) ? 1 : 2);
		}
	}

	@Test
	void leavesOutALastChangeThatIsNoise() throws IOException {
		JournalFile file = new JournalFile(path());
		file.append(change(1, 1));
		file.append(change(2, 2));
		byte[] bytes = Files.readAllBytes(path());
		bytes[bytes.length - 1]++;
		Files.write(path(), bytes);
		assertThat(serials(new JournalFile(path()))).containsExactly(1);
	}

	@Test
	void isDamagedWhereAChangeBeforeTheLastIsNoise() throws IOException {
		JournalFile file = new JournalFile(path());
		file.append(change(1, 1));
		file.append(change(2, 2));
		byte[] bytes = Files.readAllBytes(path());
		bytes[30]++;
		Files.write(path(), bytes);
		assertThatIOException().isThrownBy(() -> new JournalFile(path()).read()).withMessageContaining("damaged");
	}

	@Test
	void isDamagedIfItBeginsWithSomethingElse() throws IOException {
		Files.writeString(path(), "something else altogether");
		assertThatIOException().isThrownBy(() -> new JournalFile(path()).read()).withMessageContaining("no journal");
	}

	@Test
	void keepsTheFileAsItWasWhenItCannotBeWritten() throws IOException {
		JournalFile file = new JournalFile(this.folder.resolve("missing").resolve("file"));
		assertThatIOException().isThrownBy(() -> file.append(change(1, 1)));
		assertThat(file.size()).isZero();
	}

	@Test
	void foldsAFileThatHasGrown() throws IOException {
		ZoneJournals journals = ZoneJournals.open(new DataFolder(this.folder));
		Zone zone = journals.over(ZONE);
		byte[] rdata = new byte[60_000];
		for (int i = 1; i <= 40; i++) {
			rdata[0] = (byte) i;
			Zone after = zone.edit().put(NAME, RRset.of(65_280, 60, rdata.clone())).serial(7 + i).build();
			zone = journals.write(zone, after, Set.of(NAME)).apply(zone);
		}
		Path file = this.folder.resolve("names/journal/example.org.journal");
		assertThat(Files.size(file)).isLessThan(3 << 20);
		assertThat(serials(new JournalFile(file)).size()).isLessThan(40);
		Zone again = ZoneJournals.open(new DataFolder(this.folder)).over(ZONE);
		assertThat(again.serial()).isEqualTo(47);
		RRset set = again.edit().set(NAME, 65_280);
		assertThat((set != null) ? set.rdatas() : List.<byte[]>of()).containsExactly(rdata);
	}

	@Test
	void makesAChangeAgainInASourceThatWasReadMeanwhile() throws IOException {
		ZoneJournals journals = ZoneJournals.open(new DataFolder(this.folder));
		Zone zone = journals.over(ZONE);
		Zone after = zone.edit().put(NAME, RRset.of(1, 60, new byte[] { 1, 2, 3, 4 })).serial(8).build();
		UnaryOperator<Zone> change = journals.write(zone, after, Set.of(NAME));
		Zone reread = journals.over(ZONE.edit().serial(20).build());
		Zone changed = change.apply(reread);
		assertThat(changed.serial()).isEqualTo(21);
		assertThat(changed.edit().set(NAME, 1)).isNotNull();
		Zone next = changed.edit().put(NAME, RRset.of(1, 60, new byte[] { 5, 6, 7, 8 })).serial(22).build();
		journals.write(changed, next, Set.of(NAME)).apply(changed);
		Zone restarted = ZoneJournals.open(new DataFolder(this.folder)).over(ZONE.edit().serial(20).build());
		assertThat(restarted.serial()).isEqualTo(22);
		assertThat(restarted.edit().set(NAME, 1)).extracting(RRset::rdatas)
			.asInstanceOf(InstanceOfAssertFactories.list(byte[].class))
			.containsExactly(new byte[] { 5, 6, 7, 8 });
	}

	@Test
	void goesOnFromAPieceOfAFileThatWasBeingReplaced() throws IOException {
		JournalFile file = new JournalFile(path());
		file.append(change(1, 1));
		Files.write(path().resolveSibling("zone.journal.new"), new byte[100], StandardOpenOption.CREATE);
		file.replace(change(2, 2));
		assertThat(serials(new JournalFile(path()))).containsExactly(2);
		file.append(change(3, 3));
		assertThat(serials(new JournalFile(path()))).containsExactly(2, 3);
	}

	private Path path() {
		return this.folder.resolve("zone.journal");
	}

	private static List<Integer> serials(JournalFile file) throws IOException {
		return file.read().stream().map(ZoneChange::serial).toList();
	}

	private static ZoneChange change(int number, int serial) {
		return new ZoneChange(7, serial,
				List.of(new RecordChange(true, NAME, 65_280, 60, new byte[] { (byte) number, 1, 2, 3 }),
						new RecordChange(false, NAME, 1, 60, new byte[] { 1, 2, 3, (byte) number })));
	}

}
