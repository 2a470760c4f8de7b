package dev.torsion.names.store.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import dev.torsion.files.DataFolder;
import dev.torsion.names.store.ZoneFileNames;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.SerialNumbers;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneEdit;
import dev.torsion.names.zone.Zones;

/**
 * What updates have changed in zones, kept in the data folder and laid over the zones
 * whenever their sources are read. Safe for use by many threads.
 */
public final class ZoneJournals implements Zones.Overlay {

	private static final String FOLDER = "names/journal/";

	private static final String SUFFIX = ".journal";

	private final DataFolder folder;

	/** By the names of their files, all of which are read at the start. */
	private final Map<String, Journal> journals = new ConcurrentHashMap<>();

	private ZoneJournals(DataFolder folder) {
		this.folder = folder;
	}

	/**
	 * Reads all journals; blocks.
	 * @param folder the data folder, which is not made before there is something to keep
	 * @return the journals
	 * @throws IOException if one cannot be read, or is damaged
	 */
	public static ZoneJournals open(DataFolder folder) throws IOException {
		ZoneJournals journals = new ZoneJournals(folder);
		Path place = folder.path().resolve(FOLDER).toAbsolutePath().normalize();
		if (Files.isDirectory(place)) {
			try (DirectoryStream<Path> files = Files.newDirectoryStream(place, "*" + SUFFIX)) {
				for (Path file : files) {
					journals.journals.put(file.getFileName().toString(), new Journal(new JournalFile(file)));
				}
			}
		}
		return journals;
	}

	@Override
	public Zone over(Zone source) {
		Journal journal = this.journals.get(ZoneFileNames.of(source.origin()) + SUFFIX);
		return (journal != null) ? journal.over(source) : source;
	}

	/**
	 * Writes what has changed to the disk; blocks. One at a time for each zone.
	 * @param before the zone before
	 * @param after the zone after
	 * @param names the names whose records may differ
	 * @return makes the same change in whatever the zone is by now, and remembers it; to
	 * be called when no other zone is published
	 * @throws IOException if it cannot be written; then nothing is changed
	 */
	public UnaryOperator<Zone> write(Zone before, Zone after, Collection<WireName> names) throws IOException {
		String name = ZoneFileNames.of(before.origin()) + SUFFIX;
		Path file = this.folder.resolve(FOLDER + name);
		Journal journal = this.journals.get(name);
		if (journal == null) {
			journal = new Journal(new JournalFile(file));
			this.journals.put(name, journal);
		}
		journal.fold();
		ZoneChange change = journal.change(before, after, names);
		journal.write(change);
		return remembering(journal, change, before, after);
	}

	private static UnaryOperator<Zone> remembering(Journal journal, ZoneChange change, Zone before, Zone after) {
		return (current) -> {
			Zone changed = (current == before) ? after : again(change, current);
			journal.written(change, changed);
			return changed;
		};
	}

	/** The source was read anew meanwhile. */
	private static Zone again(ZoneChange change, Zone current) {
		ZoneEdit edit = current.edit();
		ZoneChange.apply(change.records(), edit);
		return edit.serial(SerialNumbers.isNewer(change.serial(), current.serial()) ? change.serial()
				: SerialNumbers.next(current.serial()))
			.build();
	}

}
