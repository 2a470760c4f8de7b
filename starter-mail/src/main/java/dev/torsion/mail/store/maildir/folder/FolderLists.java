package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.torsion.mail.store.maildir.disk.FolderSettings;
import dev.torsion.mail.store.maildir.file.DotLock;
import dev.torsion.mail.store.maildir.file.KeywordList;
import dev.torsion.mail.store.maildir.file.MaildirFiles;
import dev.torsion.mail.store.maildir.file.UidList;
import dev.torsion.mail.store.maildir.file.UidValidityFile;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@code dovecot-uidlist} and {@code dovecot-keywords} of a mailbox. Read without a lock,
 * and written only under it. Used by one thread at a time.
 */
final class FolderLists {

	private static final Log logger = LogFactory.getLog(FolderLists.class);

	/** What the line of a message takes, roughly the longest name there can be twice. */
	private static final long MAX_LINE = 600;

	private static final int MAX_KEYWORD_FILE = 64 * 1024;

	private final Path mailbox;

	private final Path root;

	private final FolderSettings settings;

	private @Nullable Stamp uidStamp;

	private @Nullable Stamp keywordStamp;

	private @Nullable UidList uids;

	private KeywordList keywords = KeywordList.EMPTY;

	FolderLists(Path mailbox, Path root, FolderSettings settings) {
		this.mailbox = mailbox;
		this.root = root;
		this.settings = settings;
	}

	@Nullable UidList uids() {
		return this.uids;
	}

	KeywordList keywords() {
		return this.keywords;
	}

	DotLock lock() throws IOException {
		return DotLock.take(this.mailbox, this.settings.clock());
	}

	/** Reads what has changed; tells whether anything has. */
	boolean refresh() throws IOException {
		Stamp uidsNow = Stamp.of(uidFile());
		Stamp keywordsNow = Stamp.of(keywordFile());
		boolean changed = !uidsNow.isSame(this.uidStamp) || !keywordsNow.isSame(this.keywordStamp);
		if (!uidsNow.isSame(this.uidStamp)) {
			long limit = Math.min(Integer.MAX_VALUE - 16, 1024 + 2 * MAX_LINE * this.settings.maxMessages());
			this.uids = UidList.parse(MaildirFiles.read(uidFile(), (int) limit));
			this.uidStamp = uidsNow;
		}
		if (!keywordsNow.isSame(this.keywordStamp)) {
			this.keywords = KeywordList.parse(MaildirFiles.read(keywordFile(), MAX_KEYWORD_FILE));
			this.keywordStamp = keywordsNow;
		}
		return changed;
	}

	/** The list, which is made if there is none; under the lock. */
	UidList orCreate() throws IOException {
		UidList current = this.uids;
		if (current != null) {
			return current;
		}
		if (this.uidStamp != null && this.uidStamp.size() > 0) {
			logger.warn(uidFile() + " is damaged: all messages get new UIDs");
		}
		UidList created = UidList.empty(UidValidityFile.next(this.root, this.settings.clock()),
				UUID.randomUUID().toString().replace("-", ""));
		replace(created);
		return created;
	}

	/** Adds records; under the lock. */
	UidList add(List<UidList.Record> records) throws IOException {
		UidList current = orCreate();
		UidList more = current.with(records);
		if (current.broken()) {
			replace(new UidList(more.uidValidity(), more.uidNext(), more.header(), more.records(), false));
			return orCreate();
		}
		if (records.isEmpty()) {
			return current;
		}
		String lines = records.stream().map((record) -> record + "\n").collect(Collectors.joining());
		try (FileChannel channel = FileChannel.open(uidFile(), StandardOpenOption.APPEND)) {
			MaildirFiles.write(channel, lines);
			if (this.settings.fsync()) {
				channel.force(false);
			}
		}
		written(more);
		return more;
	}

	/** Leaves out records whose messages are gone, once they are many; under the lock. */
	void compact(Collection<String> alive) throws IOException {
		UidList current = orCreate();
		UidList compacted = current.only(alive);
		if (4L * compacted.records().size() < 3L * current.records().size()) {
			replace(compacted);
		}
	}

	private void replace(UidList list) throws IOException {
		MaildirFiles.replace(uidFile(), list.toString(), temporary());
		if (this.settings.fsync()) {
			MaildirFiles.sync(this.mailbox);
		}
		written(list);
	}

	private void written(UidList list) throws IOException {
		this.uids = list;
		this.uidStamp = Stamp.of(uidFile());
	}

	/** Makes sure that keywords have letters; takes the lock if they have none. */
	void addKeywords(Set<String> wanted) throws IOException {
		if (this.keywords.containsAll(wanted)) {
			return;
		}
		try (DotLock lock = lock()) {
			refresh();
			KeywordList more = this.keywords.with(wanted);
			MaildirFiles.replace(keywordFile(), more.toString(), temporary());
			this.keywords = more;
			this.keywordStamp = Stamp.of(keywordFile());
		}
	}

	private Path uidFile() {
		return this.mailbox.resolve("dovecot-uidlist");
	}

	private Path keywordFile() {
		return this.mailbox.resolve("dovecot-keywords");
	}

	private Path temporary() {
		return this.mailbox.resolve("tmp").resolve(this.settings.names().next());
	}

}
