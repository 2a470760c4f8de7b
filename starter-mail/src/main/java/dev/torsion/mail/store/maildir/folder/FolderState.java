package dev.torsion.mail.store.maildir.folder;

import java.util.List;

import dev.torsion.mail.store.MailboxView;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as it was at a moment.
 *
 * @param entries its messages, by UID
 * @param view what others see of it
 */
record FolderState(List<Entry> entries, MailboxView view) {

	static FolderState of(long uidValidity, long uidNext, long modSeq, List<Entry> entries) {
		return new FolderState(entries,
				new MailboxView(uidValidity, uidNext, modSeq, entries.stream().map(Entry::about).toList()));
	}

	@Nullable Entry find(long uid) {
		int low = 0;
		int high = this.entries.size() - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			long found = this.entries.get(middle).about().uid();
			if (found == uid) {
				return this.entries.get(middle);
			}
			if (found < uid) {
				low = middle + 1;
			}
			else {
				high = middle - 1;
			}
		}
		return null;
	}

}
