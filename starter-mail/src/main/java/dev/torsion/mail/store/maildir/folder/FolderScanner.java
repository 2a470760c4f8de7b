package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.maildir.disk.FolderSettings;
import dev.torsion.mail.store.maildir.file.MessageName;
import org.jspecify.annotations.Nullable;

/**
 * Looks for messages in {@code new} and {@code cur}, each when it has changed. Two
 * changes may have the same time, so a folder that had just been changed when it was read
 * is read once more later. Used by one thread at a time.
 */
final class FolderScanner {

	/**
	 * How far apart two changes are that have different times, at most: fine and coarse.
	 */
	private static final Duration FINE = Duration.ofMillis(100);

	private static final Duration COARSE = Duration.ofSeconds(2);

	private final Half fresh;

	private final Half seen;

	private final Clock clock;

	/** Others may go past the limit of a mailbox; this is where reading ends. */
	private final long limit;

	FolderScanner(Path mailbox, FolderSettings settings) {
		this.fresh = new Half(mailbox.resolve("new"), true);
		this.seen = new Half(mailbox.resolve("cur"), false);
		this.clock = settings.clock();
		this.limit = 2L * settings.maxMessages();
	}

	/** Whether there may be other files than when it was last read. */
	boolean isChanged() throws IOException {
		boolean changed = this.fresh.isChanged();
		return this.seen.isChanged() || changed;
	}

	/** Whether the mailbox is there. */
	boolean exists() {
		return this.fresh.now != Stamp.NONE && this.seen.now != Stamp.NONE;
	}

	/** Reads what has changed since {@link #isChanged} said so. */
	Map<String, Entry.Found> scan() throws IOException {
		this.fresh.read();
		this.seen.read();
		return found();
	}

	/** Reads everything. */
	Map<String, Entry.Found> scanAll() throws IOException {
		forget();
		isChanged();
		return scan();
	}

	private Map<String, Entry.Found> found() {
		Map<String, Entry.Found> found = new HashMap<>();
		// A message that is being renamed may be seen twice: in cur it has come later
		this.fresh.files.forEach((file) -> found.put(file.name().base(), file));
		this.seen.files.forEach((file) -> found.put(file.name().base(), file));
		return found;
	}

	/** Makes the next scan read everything. */
	void forget() {
		this.fresh.known = null;
		this.seen.known = null;
	}

	/** Takes over a change that was made here, right after it was known what there is. */
	void changed(List<Entry> entries) throws IOException {
		this.fresh.changed(entries);
		this.seen.changed(entries);
	}

	private final class Half {

		private final Path folder;

		private final boolean isNew;

		private Stamp now = Stamp.NONE;

		private @Nullable Stamp known;

		private boolean settled;

		private List<Entry.Found> files = List.of();

		private Half(Path folder, boolean isNew) {
			this.folder = folder;
			this.isNew = isNew;
		}

		private boolean isChanged() throws IOException {
			this.now = Stamp.of(this.folder);
			return !this.now.isSame(this.known) || (!this.settled && isPast(this.now));
		}

		private boolean isPast(Stamp stamp) {
			Duration apart = (stamp.modified().getNano() == 0) ? COARSE : FINE;
			return stamp.modified().plus(apart).isBefore(FolderScanner.this.clock.instant());
		}

		private void read() throws IOException {
			if (this.now.isSame(this.known) && (this.settled || !isPast(this.now))) {
				return;
			}
			this.settled = isPast(this.now);
			List<Entry.Found> found = new ArrayList<>();
			try (DirectoryStream<Path> names = Files.newDirectoryStream(this.folder)) {
				for (Path name : names) {
					String text = name.getFileName().toString();
					// The list of UIDs has a line for each, which nobody may break
					if (text.charAt(0) != '.' && text.indexOf('\n') < 0) {
						found.add(new Entry.Found(MessageName.parse(text), text, this.isNew));
					}
					if (found.size() > FolderScanner.this.limit) {
						throw new MailStoreException(MailStoreException.Reason.LIMIT, "There are too many messages");
					}
				}
			}
			catch (DirectoryIteratorException ex) {
				throw ex.getCause();
			}
			this.files = found;
			this.known = this.now;
		}

		private void changed(List<Entry> entries) throws IOException {
			this.now = Stamp.of(this.folder);
			if (!this.now.isSame(this.known)) {
				this.known = this.now;
				this.settled = false;
				List<Entry.Found> all = new ArrayList<>(entries.size());
				for (Entry entry : entries) {
					if (entry.file().isNew() == this.isNew) {
						all.add(entry.file());
					}
				}
				this.files = all;
			}
		}

	}

}
