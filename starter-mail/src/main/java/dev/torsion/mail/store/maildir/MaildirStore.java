package dev.torsion.mail.store.maildir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.maildir.disk.Disk;
import dev.torsion.mail.store.maildir.disk.FolderSettings;
import dev.torsion.mail.store.maildir.file.FolderNames;
import dev.torsion.mail.store.maildir.file.UniqueNames;
import dev.torsion.mail.store.maildir.folder.Folder;
import dev.torsion.net.EventLoop;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Mailboxes in Maildirs, compatible with Dovecot 2.3 and mutt, which may work on them at
 * the same time. Each owner has one, with Maildir++ folders in it. A name with a dot in
 * it, or a tilde at its beginning, cannot be had, as in Dovecot.
 */
public final class MaildirStore implements MailStore {

	private final FolderNames names;

	private final FolderSettings settings;

	private final Folders folders;

	private final FolderTree tree;

	private final ChunkPool pool = new ChunkPool();

	/**
	 * Creates the store.
	 * @param roots where the Maildir of an owner is; called on any thread, and only with
	 * addresses whose parts can be names of files
	 * @param loop has the pool for blocking work, where all work on the disk is done
	 * @param settings what the operator says
	 */
	public MaildirStore(Function<MailAddress, Path> roots, EventLoop loop, MaildirSettings settings) {
		this(roots, loop, settings, Clock.systemUTC());
	}

	MaildirStore(Function<MailAddress, Path> roots, EventLoop loop, MaildirSettings settings, Clock clock) {
		this.names = new FolderNames((owner) -> roots.apply(owner).toAbsolutePath().normalize());
		this.settings = new FolderSettings(new Disk(loop), clock, new UniqueNames(clock, UniqueNames.localHost()),
				settings.fsync(), settings.maxMessages());
		this.folders = new Folders(this.settings, settings.maxCachedMessages());
		this.tree = new FolderTree(settings.maxMailboxes());
	}

	Folder folder(MailboxName mailbox) {
		return this.folders.get(this.names.path(mailbox), this.names.root(mailbox.owner()));
	}

	int openFolders() {
		return this.folders.size();
	}

	int lentChunks() {
		return this.pool.lent();
	}

	MailSink sink(List<Folder> targets, Set<Flag> flags, String letters, Instant received) {
		return new MaildirSink(this.settings, this.pool, targets, flags, letters, received);
	}

	@Override
	public Mono<MailSink> deliver(List<MailboxName> mailboxes, Set<Flag> flags, Instant received) {
		return Mono
			.fromCallable(() -> sink(mailboxes.stream().map(this::folder).distinct().toList(), flags, "", received));
	}

	@Override
	public Mono<Mailbox> open(MailboxName mailbox) {
		return Mono.defer(() -> folder(mailbox).view()).map((view) -> new MaildirMailbox(this, mailbox));
	}

	@Override
	public Flux<MailboxName> list(MailAddress owner) {
		return Flux.defer(() -> {
			Path root = this.names.root(owner);
			return this.settings.disk().run(() -> this.tree.list(root)).flatMapIterable((all) -> all);
		}).startWith(MailboxName.INBOX).map((name) -> new MailboxName(owner, name));
	}

	@Override
	public Mono<Void> create(MailboxName mailbox) {
		return Mono.defer(() -> {
			Path path = this.names.path(mailbox);
			Path root = this.names.root(mailbox.owner());
			if (mailbox.isInbox()) {
				return Mono.error(FolderTree.exists());
			}
			return this.settings.disk().run(() -> this.tree.create(path, root)).then(folder(mailbox).view()).then();
		});
	}

	@Override
	public Mono<Void> delete(MailboxName mailbox) {
		return Mono.defer(() -> {
			Path path = this.names.path(mailbox);
			Path root = this.names.root(mailbox.owner());
			if (mailbox.isInbox()) {
				return Mono.error(FolderTree.badName("The INBOX cannot be deleted"));
			}
			return this.settings.disk()
				.run(() -> this.tree.delete(path, root, this.settings.names().next()))
				.then(Mono.fromRunnable(() -> forget(path)));
		});
	}

	private void forget(Path path) {
		Folder folder = this.folders.remove(path);
		if (folder != null) {
			folder.feed().end();
		}
	}

	@Override
	public Mono<Void> rename(MailboxName mailbox, String name) {
		return Mono.defer(() -> {
			MailboxName other = mailbox.named(name);
			Path from = this.names.path(mailbox);
			Path to = this.names.path(other);
			Path root = this.names.root(mailbox.owner());
			if (other.isInbox() || other.name().startsWith(mailbox.name() + "/")) {
				return Mono.error(FolderTree.badName("It cannot be renamed to that"));
			}
			return mailbox.isInbox() ? renameInbox(mailbox, other)
					: this.settings.disk()
						.run(() -> this.tree.rename(from, to, root))
						.flatMapIterable((renamed) -> renamed)
						.doOnNext(this::forget)
						.then();
		});
	}

	/** What is in the INBOX goes to the new mailbox, RFC 3501 section 6.3.5. */
	private Mono<Void> renameInbox(MailboxName inbox, MailboxName other) {
		MaildirMailbox from = new MaildirMailbox(this, inbox);
		return create(other).then(from.view())
			.flatMap((view) -> from.move(view.messages().stream().map((message) -> message.uid()).toList(), other))
			.then();
	}

	@Override
	public Mono<Set<String>> subscriptions(MailAddress owner) {
		return Mono.defer(() -> {
			Path root = this.names.root(owner);
			return this.settings.disk().run(() -> this.tree.subscriptions(root));
		});
	}

	@Override
	public Mono<Void> subscribe(MailboxName mailbox, boolean subscribed) {
		return Mono.defer(() -> {
			this.names.path(mailbox);
			Path root = this.names.root(mailbox.owner());
			return this.settings.disk()
				.run(() -> this.tree.subscribe(root, mailbox.name(), subscribed, this.settings.names().next()));
		}).then();
	}

}
