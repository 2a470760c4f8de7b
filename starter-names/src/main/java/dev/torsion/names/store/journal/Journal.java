package dev.torsion.names.store.journal;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.names.store.journal.RecordChange.Subject;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.SerialNumbers;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneEdit;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one zone: all of them in its file, and the last one of each record in
 * memory. Safe for use by many threads.
 */
final class Journal {

	/** Files shorter than this are not worth folding, in bytes. */
	private static final long MIN_FOLDED = 1 << 20;

	private final JournalFile file;

	private final Map<Subject, RecordChange> changes = new LinkedHashMap<>();

	private long foldAt = MIN_FOLDED;

	private boolean any;

	private @Nullable Integer source;

	private int serial;

	Journal(JournalFile file) throws IOException {
		this.file = file;
		file.read().forEach(this::remember);
	}

	private void remember(ZoneChange change) {
		this.source = change.source();
		this.serial = change.serial();
		this.any = true;
		rememberRecords(change);
	}

	private void rememberRecords(ZoneChange change) {
		for (RecordChange record : change.records()) {
			this.changes.remove(record.subject());
			this.changes.put(record.subject(), record);
		}
	}

	/**
	 * Lays the changes over a zone. Its serial number is never one that it had before.
	 */
	synchronized Zone over(Zone zone) {
		if (!this.any) {
			this.source = zone.serial();
			return zone;
		}
		if (this.source == null || zone.serial() != this.source) {
			this.serial = SerialNumbers.isNewer(zone.serial(), this.serial) ? zone.serial()
					: SerialNumbers.next(this.serial);
			this.source = zone.serial();
		}
		ZoneEdit edit = zone.edit();
		ZoneChange.apply(this.changes.values(), edit);
		return edit.serial(this.serial).build();
	}

	synchronized ZoneChange change(Zone before, Zone after, Collection<WireName> names) {
		return ZoneChange.between(source(before.serial()), before, after, names);
	}

	/** That of a zone that was not published here is what it is when it is changed. */
	private int source(int otherwise) {
		return (this.source != null) ? this.source : otherwise;
	}

	/** Writes a change to the disk; blocks. */
	void write(ZoneChange change) throws IOException {
		this.file.append(change);
	}

	/** The source may have been read anew since the change was made. */
	synchronized void written(ZoneChange change, Zone changed) {
		this.source = source(change.source());
		this.serial = changed.serial();
		this.any = true;
		rememberRecords(change);
	}

	/** Leaves only what is still of use in a file that has grown; blocks. */
	void fold() throws IOException {
		if (this.file.size() < this.foldAt) {
			return;
		}
		ZoneChange folded;
		synchronized (this) {
			folded = new ZoneChange(source(this.serial), this.serial, List.copyOf(this.changes.values()));
		}
		this.file.replace(folded);
		this.foldAt = Math.max(MIN_FOLDED, 2 * this.file.size());
	}

}
