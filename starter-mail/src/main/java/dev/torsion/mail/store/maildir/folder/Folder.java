package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.torsion.mail.store.ChangeFeed;
import dev.torsion.mail.store.FlagChange;
import dev.torsion.mail.store.Keywords;
import dev.torsion.mail.store.MailContent;
import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.MailStoreException.Reason;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.maildir.disk.Arrivals;
import dev.torsion.mail.store.maildir.disk.FolderSettings;
import dev.torsion.mail.store.maildir.disk.Serial;
import dev.torsion.mail.store.maildir.file.MaildirFiles;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One mailbox of a Maildir. There is one object for it, through which everything goes
 * that this application does to it; other programs may change it as well. Safe to use
 * from any thread, and never blocks the caller's.
 */
public final class Folder {

	/** How often a message is looked for that another program keeps renaming. */
	private static final int ATTEMPTS = 3;

	private final Path path;

	private final boolean isInbox;

	private final FolderSettings settings;

	private final ChangeFeed feed = new ChangeFeed();

	private final FolderLists lists;

	private final StateKeeper keeper;

	private final FolderSync sync;

	private final Serial serial;

	private final Arrivals arrivals;

	private final Contents contents;

	private volatile @Nullable FolderState state;

	/**
	 * Creates the object, without looking at the mailbox.
	 * @param path where the mailbox is
	 * @param root the root of the Maildir, the same for an INBOX
	 * @param settings what all mailboxes have in common
	 */
	public Folder(Path path, Path root, FolderSettings settings) {
		this.path = path;
		this.isInbox = path.equals(root);
		this.settings = settings;
		this.lists = new FolderLists(path, root, settings);
		this.keeper = new StateKeeper(path, settings, this.feed);
		this.sync = new FolderSync(path, this.lists, new FolderScanner(path, settings), this.keeper);
		this.serial = new Serial(settings.disk());
		this.arrivals = new Arrivals(path, this.isInbox, settings, this::arrived);
		this.contents = new Contents(path, settings.disk(), this::find);
	}

	/**
	 * Where the mailbox is.
	 * @return its path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Tells its changes.
	 * @return the feed
	 */
	public ChangeFeed feed() {
		return this.feed;
	}

	/**
	 * Takes new messages.
	 * @return where they arrive
	 */
	public Arrivals arrivals() {
		return this.arrivals;
	}

	/**
	 * Whether nobody uses it.
	 * @return whether it can be dropped
	 */
	public boolean isUnused() {
		return this.feed.isUnheard() && !this.serial.isBusy() && !this.arrivals.isBusy();
	}

	/**
	 * How much it holds in memory.
	 * @return the number of messages
	 */
	public int weight() {
		FolderState current = this.state;
		return (current != null) ? current.entries().size() : 0;
	}

	/**
	 * Looks at the mailbox.
	 * @return the mailbox as it is now; fails with {@link MailStoreException} if there is
	 * none
	 */
	public Mono<MailboxView> view() {
		return this.serial.run(() -> sync().view());
	}

	/** What is told of an arrival has its UID, for which somebody has to look. */
	private void arrived() {
		if (!this.feed.isUnheard()) {
			view().subscribe(null, (failure) -> {
			});
		}
	}

	private FolderState sync() throws IOException {
		FolderState before = this.state;
		if (before == null) {
			this.arrivals.clean();
		}
		if (!this.sync.exists()) {
			if (!this.isInbox) {
				this.feed.end();
				throw new MailStoreException(Reason.NO_MAILBOX, "There is no such mailbox");
			}
			MaildirFiles.makeMailbox(this.path, true);
		}
		return became(this.sync.sync(before));
	}

	private FolderState became(FolderState after) {
		this.state = after;
		this.arrivals.counted(after.entries().size());
		return after;
	}

	/**
	 * The content of a message.
	 * @param uid its UID
	 * @return the content; fails with {@link MailStoreException} if it is gone
	 */
	public Mono<MailContent> content(long uid) {
		return Mono.defer(() -> {
			FolderState current = this.state;
			return this.contents.content(uid, (current != null) ? current.find(uid) : null);
		});
	}

	/**
	 * The content of several messages, for which one thread is woken once.
	 * @param uids their UIDs
	 * @return the contents in the same order; fails with {@link MailStoreException} if
	 * one is gone
	 */
	public Flux<MailContent> contents(List<Long> uids) {
		FolderState current = this.state;
		List<Entry> known = (current == null) ? List.of()
				: uids.stream().map(current::find).filter(Objects::nonNull).toList();
		Flux<MailContent> oneByOne = Flux.fromIterable(uids).concatMap(this::content);
		return (known.size() < uids.size()) ? oneByOne
				: this.contents.contents(known).onErrorResume(NoSuchFileException.class, (ex) -> oneByOne);
	}

	private Mono<Entry> find(long uid, boolean thoroughly) {
		return this.serial.run(() -> {
			if (thoroughly) {
				this.sync.forget();
			}
			Entry entry = sync().find(uid);
			if (entry == null) {
				throw Contents.gone();
			}
			return entry;
		});
	}

	/**
	 * Changes flags.
	 * @param change the change
	 * @return the UIDs that were left alone because they were changed meanwhile
	 */
	public Mono<Collection<Long>> update(FlagChange change) {
		return changing(() -> {
			sync();
			Set<String> words = Keywords.spelled(change.keywords(), this.lists.keywords().words());
			if (change.mode() != FlagChange.Mode.REMOVE) {
				this.lists.addKeywords(words);
			}
			FlagUpdate update = new FlagUpdate(this.path, change, this.lists.keywords());
			for (int attempt = 0; attempt < ATTEMPTS && !update.isDone(); attempt++) {
				FolderState before = sync();
				became(this.sync.changed(before, update.apply(before, this.keeper.nextModSeq())));
				if (!update.isDone()) {
					this.sync.forget();
				}
			}
			return update.refused();
		});
	}

	/**
	 * Removes messages.
	 * @param uids their UIDs
	 * @return completes when they are removed for good
	 */
	public Mono<Void> expunge(Collection<Long> uids) {
		return changing(() -> {
			Removal removal = new Removal(this.path, uids, this.settings.fsync());
			for (int attempt = 0; attempt < ATTEMPTS && !removal.isDone(); attempt++) {
				FolderState before = sync();
				became(this.sync.changed(before, removal.apply(before)));
				if (!removal.isDone()) {
					this.sync.forget();
				}
			}
			return null;
		});
	}

	/**
	 * Prepares messages for another mailbox.
	 * @param uids their UIDs
	 * @return those that are there, by UID
	 */
	public Mono<List<Parcel>> parcels(Collection<Long> uids) {
		return this.serial.run(() -> {
			Set<Long> wanted = Set.copyOf(uids);
			return sync().entries()
				.stream()
				.filter((entry) -> wanted.contains(entry.about().uid()))
				.map((entry) -> new Parcel(entry.about(), entry.file().name(), entry.file().path(this.path)))
				.toList();
		});
	}

	/**
	 * Takes messages of another mailbox.
	 * @param parcels the messages
	 * @param move whether they are not to stay there; those that are not where they were
	 * are left out then
	 * @return their new UIDs by the old ones; fails with {@link NoSuchFileException} if
	 * one that is not moved is not where it was
	 */
	public Mono<Map<Long, Long>> take(List<Parcel> parcels, boolean move) {
		return changing(() -> {
			if (sync().entries().size() + parcels.size() > this.settings.maxMessages()) {
				throw new MailStoreException(Reason.LIMIT, "There are too many messages");
			}
			Transfer transfer = new Transfer(this.path, this.settings, this.lists);
			Map<Long, Long> uids = move ? transfer.move(parcels) : transfer.copy(parcels);
			sync();
			return uids;
		});
	}

	/**
	 * The letters of keywords, which may have to be given some.
	 * @param keywords the keywords
	 * @return the letters
	 */
	public Mono<String> letters(Set<String> keywords) {
		return this.serial.run(() -> {
			sync();
			Set<String> words = Keywords.spelled(keywords, this.lists.keywords().words());
			this.lists.addKeywords(words);
			return this.lists.keywords().letters(words);
		});
	}

	/**
	 * Looks at everything anew, because another mailbox has taken messages away.
	 * @return completes when that is done
	 */
	public Mono<Void> lookAgain() {
		return this.serial.run(() -> {
			this.sync.forget();
			sync();
			return null;
		});
	}

	/** What was left half done is looked at anew. */
	private <T> Mono<T> changing(Callable<? extends @Nullable T> work) {
		return this.serial.run(() -> {
			try {
				return work.call();
			}
			catch (IOException | RuntimeException ex) {
				this.sync.forget();
				throw ex;
			}
		});
	}

}
