package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.mail.store.maildir.file.DotLock;
import dev.torsion.mail.store.maildir.file.UidList;
import dev.torsion.mail.store.maildir.file.UniqueNames;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is known of a mailbox and its files together. New files get UIDs in the
 * order of their delivery, under the lock of other programs; so does a second look for
 * files that seem to be gone, because a name can be overlooked while it changes. Used by
 * one thread at a time.
 */
final class FolderSync {

	private final FolderScanner scanner;

	private final FolderLists lists;

	private final EntryReader reader;

	private final StateKeeper keeper;

	/**
	 * Files that are on the list, and were not there when it was looked for them twice.
	 */
	private final Set<String> gone = new HashSet<>();

	FolderSync(Path mailbox, FolderLists lists, FolderScanner scanner, StateKeeper keeper) {
		this.scanner = scanner;
		this.lists = lists;
		this.reader = new EntryReader(mailbox);
		this.keeper = keeper;
	}

	/** The mailbox as it is now; one that is as it was is the same object. */
	FolderState sync(@Nullable FolderState before) throws IOException {
		boolean changed = this.lists.refresh();
		if (!this.scanner.isChanged() && !changed && before != null) {
			return before;
		}
		Map<String, Entry.Found> files = this.scanner.scan();
		UidList uids = this.lists.uids();
		if (uids == null || !uids.records().keySet().containsAll(files.keySet())
				|| !files.keySet().containsAll(expected(before, uids))) {
			uids = syncLocked(before, files);
		}
		return this.keeper.keep(before, uids,
				this.reader.read(before, uids, this.lists.keywords(), files, this.keeper));
	}

	private Set<String> expected(@Nullable FolderState before, UidList uids) {
		Set<String> expected = (before != null) ? new HashSet<>() : new HashSet<>(uids.records().keySet());
		if (before != null) {
			before.entries().forEach((entry) -> expected.add(entry.file().name().base()));
		}
		expected.removeAll(this.gone);
		return expected;
	}

	private UidList syncLocked(@Nullable FolderState before, Map<String, Entry.Found> files) throws IOException {
		try (DotLock lock = this.lists.lock()) {
			this.lists.refresh();
			UidList uids = this.lists.orCreate();
			Set<String> missing = expected(before, uids);
			missing.removeAll(files.keySet());
			if (!missing.isEmpty()) {
				lookAgain(files, missing);
			}
			uids = this.lists.add(newRecords(uids, files));
			this.lists.compact(files.keySet());
			this.gone.retainAll(this.lists.orCreate().records().keySet());
			return this.lists.orCreate();
		}
		catch (DotLock.HeldException ex) {
			this.scanner.forget();
			throw ex;
		}
	}

	private void lookAgain(Map<String, Entry.Found> files, Set<String> missing) throws IOException {
		Map<String, Entry.Found> second = this.scanner.scanAll();
		if (!second.keySet().containsAll(files.keySet())) {
			// Overlooked now, or gone since: the next look will tell
			this.scanner.forget();
		}
		files.putAll(second);
		missing.stream().filter((base) -> !files.containsKey(base)).forEach(this.gone::add);
	}

	private List<UidList.Record> newRecords(UidList uids, Map<String, Entry.Found> files) throws IOException {
		List<String> bases = new ArrayList<>(files.keySet());
		bases.removeAll(uids.records().keySet());
		bases.sort(UniqueNames::compare);
		List<UidList.Record> records = new ArrayList<>();
		for (String base : bases) {
			long uid = uids.uidNext() + records.size();
			if (uid > UidList.MAX) {
				throw new IOException("There are no UIDs left");
			}
			records.add(new UidList.Record(uid, this.reader.sizeField(files.get(base)), base));
		}
		return records;
	}

	/** Takes over what has been done here to the mailbox as it was. */
	FolderState changed(FolderState before, List<Entry> entries) throws IOException {
		this.scanner.changed(entries);
		return this.keeper.keep(before, this.lists.orCreate(), entries);
	}

	/** Whether the mailbox was there when it was last looked at. */
	boolean exists() throws IOException {
		this.scanner.isChanged();
		return this.scanner.exists();
	}

	/** Makes the next look a thorough one. */
	void forget() {
		this.scanner.forget();
	}

	static List<Entry> sorted(Collection<Entry> entries) {
		List<Entry> sorted = new ArrayList<>(entries);
		sorted.sort(Comparator.comparingLong((entry) -> entry.about().uid()));
		return List.copyOf(sorted);
	}

}
