package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.torsion.mail.store.maildir.file.MaildirFiles;

/**
 * The removal of messages while it is done.
 */
final class Removal {

	private final Path mailbox;

	private final Set<Long> left;

	private final boolean fsync;

	Removal(Path mailbox, Collection<Long> uids, boolean fsync) {
		this.mailbox = mailbox;
		this.left = new HashSet<>(uids);
		this.fsync = fsync;
	}

	/**
	 * Removes what is still to be removed. Messages that are not where they were are left
	 * over, for a second attempt.
	 * @return the messages that remain
	 */
	List<Entry> apply(FolderState before) throws IOException {
		this.left.removeIf((uid) -> before.find(uid) == null);
		Set<Path> folders = new HashSet<>();
		List<Entry> remaining = new ArrayList<>();
		for (Entry entry : before.entries()) {
			Path file = entry.file().path(this.mailbox);
			if (this.left.contains(entry.about().uid()) && Files.deleteIfExists(file)) {
				this.left.remove(entry.about().uid());
				folders.add(Objects.requireNonNull(file.getParent()));
			}
			else {
				remaining.add(entry);
			}
		}
		for (Path folder : this.fsync ? folders : Set.<Path>of()) {
			MaildirFiles.sync(folder);
		}
		return remaining;
	}

	boolean isDone() {
		return this.left.isEmpty();
	}

}
