package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import dev.torsion.mail.store.ChangeFeed;
import dev.torsion.mail.store.MailboxChange;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.maildir.disk.FolderSettings;
import dev.torsion.mail.store.maildir.file.IndexFile;
import dev.torsion.mail.store.maildir.file.UidList;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what has changed, and then tells it. A MODSEQ is the time in milliseconds, or one
 * more than the last if that is greater: so none is given twice even if the index is
 * lost. Used by one thread at a time.
 */
final class StateKeeper {

	private static final Log logger = LogFactory.getLog(StateKeeper.class);

	private final Path mailbox;

	private final FolderSettings settings;

	private final IndexFile index;

	private final ChangeFeed feed;

	private long modSeq;

	private boolean anyLost;

	private List<Long> indexed = List.of();

	StateKeeper(Path mailbox, FolderSettings settings, ChangeFeed feed) {
		this.mailbox = mailbox;
		this.settings = settings;
		this.index = new IndexFile(mailbox);
		this.feed = feed;
	}

	/** What the index has, by UID. */
	Map<Long, IndexFile.Record> index(long uidValidity) throws IOException {
		Map<Long, IndexFile.Record> known = this.index.read(uidValidity, 8L * this.settings.maxMessages() + 10_000);
		this.indexed = known.keySet().stream().sorted().toList();
		this.modSeq = Math.max(this.modSeq, this.index.highestModSeq());
		return known;
	}

	long nextModSeq() {
		return Math.max(this.modSeq + 1, this.settings.clock().millis());
	}

	/**
	 * Takes over what the mailbox has become.
	 * @param before what it was, if that is known
	 * @param uids the list of UIDs
	 * @param entries its messages; those that have changed have the next MODSEQ
	 */
	FolderState keep(@Nullable FolderState before, UidList uids, List<Entry> entries) {
		List<Long> expunged = expunged(before, entries);
		List<Entry> changed = entries.stream().filter((entry) -> entry.about().modSeq() > this.modSeq).toList();
		if (before == null && this.modSeq == 0 || !changed.isEmpty() || !expunged.isEmpty()) {
			this.modSeq = changed.isEmpty() ? nextModSeq() : changed.get(0).about().modSeq();
		}
		FolderState after = FolderState.of(uids.uidValidity(), uids.uidNext(), this.modSeq, entries);
		if (before != null && changed.isEmpty() && expunged.isEmpty()
				&& before.view().uidNext() == after.view().uidNext()
				&& before.view().uidValidity() == after.view().uidValidity()) {
			return new FolderState(entries, before.view());
		}
		write(after.view(), changed, expunged, entries);
		if (!changed.isEmpty() || !expunged.isEmpty()) {
			this.feed.tell(new MailboxChange(this.modSeq, changed.stream().map((entry) -> entry.about().uid()).toList(),
					expunged));
		}
		return after;
	}

	/** Both are sorted; most of the time both are the same. */
	private List<Long> expunged(@Nullable FolderState before, List<Entry> entries) {
		List<Long> expunged = new ArrayList<>();
		Iterator<Long> old = (before != null) ? before.entries().stream().map((entry) -> entry.about().uid()).iterator()
				: this.indexed.iterator();
		int at = 0;
		while (old.hasNext()) {
			long uid = old.next();
			while (at < entries.size() && entries.get(at).about().uid() < uid) {
				at++;
			}
			if (at == entries.size() || entries.get(at).about().uid() != uid) {
				expunged.add(uid);
			}
		}
		return expunged;
	}

	/** The index can be done without: what cannot be written to it counts as changed. */
	private void write(MailboxView view, List<Entry> changed, List<Long> expunged, List<Entry> all) {
		try {
			List<IndexFile.Record> records = new ArrayList<>();
			changed.forEach((entry) -> records.add(entry.record()));
			expunged.forEach((uid) -> records.add(IndexFile.Record.expunged(uid, view.highestModSeq())));
			if (!this.anyLost && this.index.canAppend(records.size(), all.size())) {
				this.index.append(records);
			}
			else {
				List<IndexFile.Record> whole = new ArrayList<>(all.stream().map(Entry::record).toList());
				whole.add(IndexFile.Record.expunged(0, view.highestModSeq()));
				this.index.replace(view.uidValidity(), whole,
						this.mailbox.resolve("tmp").resolve(this.settings.names().next()));
			}
			this.anyLost = false;
		}
		catch (IOException ex) {
			this.anyLost = true;
			logger.debug("The index of " + this.mailbox + " cannot be written", ex);
		}
	}

}
