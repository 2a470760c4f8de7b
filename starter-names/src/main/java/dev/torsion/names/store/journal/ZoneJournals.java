package dev.torsion.names.store.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

	private final DataFolder folder;

	private final Map<WireName, Journal> journals = new HashMap<>();

	/**
	 * Creates the journals.
	 * @param folder the data folder
	 */
	public ZoneJournals(DataFolder folder) {
		this.folder = folder;
	}

	/**
	 * Reads the journal of a zone, if that has not been done; blocks.
	 * @param origin the name of the zone
	 * @throws IOException if it cannot be read, or is damaged
	 */
	public void open(WireName origin) throws IOException {
		journal(origin);
	}

	private synchronized Journal journal(WireName origin) throws IOException {
		Journal journal = this.journals.get(origin);
		if (journal == null) {
			// Read where it would be: no folder is made before there is something to keep
			Path file = this.folder.path().resolve(name(origin)).toAbsolutePath().normalize();
			journal = new Journal(new JournalFile(file));
			this.journals.put(origin, journal);
		}
		return journal;
	}

	@Override
	public Zone over(Zone source) {
		try {
			return journal(source.origin()).over(source);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
		this.folder.resolve(name(before.origin()));
		Journal journal = journal(before.origin());
		journal.fold();
		ZoneChange change = journal.change(before, after, names);
		journal.write(change);
		return (current) -> {
			Zone changed = (current == before) ? after : again(change, current);
			journal.written(change, changed);
			return changed;
		};
	}

	private static String name(WireName origin) {
		return FOLDER + ZoneFileNames.of(origin) + ".journal";
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
