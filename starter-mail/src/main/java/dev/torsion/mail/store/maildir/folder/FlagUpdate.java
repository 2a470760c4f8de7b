package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.FlagChange;
import dev.torsion.mail.store.Keywords;
import dev.torsion.mail.store.StoredMessage;
import dev.torsion.mail.store.maildir.file.KeywordList;
import dev.torsion.mail.store.maildir.file.MaildirFiles;
import dev.torsion.mail.store.maildir.file.MessageName;

/**
 * A change of flags while it is made, each by renaming a file.
 */
final class FlagUpdate {

	private final Path mailbox;

	private final FlagChange change;

	private final KeywordList keywords;

	private final Set<Long> left;

	private final Set<Long> refused = new TreeSet<>();

	FlagUpdate(Path mailbox, FlagChange change, KeywordList keywords) {
		this.mailbox = mailbox;
		this.change = change;
		this.keywords = keywords;
		this.left = new HashSet<>(change.uids());
	}

	/**
	 * Changes what is still to be changed. Messages that are not where they were are left
	 * over, for a second attempt.
	 * @return all messages as they are now
	 */
	List<Entry> apply(FolderState state, long modSeq) throws IOException {
		List<Entry> entries = new ArrayList<>(state.entries());
		this.left.removeIf((uid) -> state.find(uid) == null);
		for (int i = 0; i < entries.size() && !this.left.isEmpty(); i++) {
			Entry entry = entries.get(i);
			long uid = entry.about().uid();
			if (!this.left.contains(uid)) {
				continue;
			}
			if (entry.about().modSeq() > this.change.unchangedSince()) {
				this.refused.add(uid);
				this.left.remove(uid);
				continue;
			}
			try {
				entries.set(i, apply(entry, modSeq));
				this.left.remove(uid);
			}
			catch (NoSuchFileException ex) {
				// Renamed by another program: to be looked for
			}
		}
		return entries;
	}

	private Entry apply(Entry entry, long modSeq) throws IOException {
		StoredMessage about = entry.about();
		Set<Flag> flags = this.change.apply(about.flags(), this.change.flags());
		Set<String> words = this.change.apply(about.keywords(), spelled());
		if (flags.equals(about.flags()) && words.equals(about.keywords())) {
			return entry;
		}
		MessageName name = entry.file().name().with(flags, this.keywords.letters(words), this.keywords.letters());
		Entry.Found file = Entry.Found.of(name);
		MaildirFiles.move(entry.file().path(this.mailbox), file.path(this.mailbox));
		return new Entry(file, new StoredMessage(about.uid(), modSeq, about.guid(), about.size(), about.received(),
				flags, this.keywords.keywords(name.letters())));
	}

	/** The keywords of the change as the mailbox writes them. */
	private Set<String> spelled() {
		return Keywords.spelled(this.change.keywords(), this.keywords.words());
	}

	boolean isDone() {
		return this.left.isEmpty();
	}

	Collection<Long> refused() {
		return List.copyOf(this.refused);
	}

}
