package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.mail.store.MailContent;
import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.maildir.disk.Disk;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens messages where they are known to be; they are looked for if they are not there.
 */
final class Contents {

	private final Path mailbox;

	private final Disk disk;

	private final Finder finder;

	Contents(Path mailbox, Disk disk, Finder finder) {
		this.mailbox = mailbox;
		this.disk = disk;
		this.finder = finder;
	}

	Mono<MailContent> content(long uid, @Nullable Entry known) {
		Mono<Entry> found = (known != null) ? Mono.just(known) : this.finder.find(uid, false);
		return found.flatMap(this::open)
			.onErrorResume(NoSuchFileException.class, (ex) -> this.finder.find(uid, true).flatMap(this::open))
			.onErrorMap(NoSuchFileException.class, (ex) -> gone());
	}

	/** In one visit to the disk. Fails if one is not where it is known to be. */
	Flux<MailContent> contents(List<Entry> known) {
		return this.disk.run(() -> {
			List<MailContent> opened = new ArrayList<>(known.size());
			for (Entry entry : known) {
				opened.add(read(entry));
			}
			return opened;
		}).flatMapIterable((opened) -> opened);
	}

	private Mono<MailContent> open(Entry entry) {
		return this.disk.run(() -> read(entry));
	}

	private MailContent read(Entry entry) throws IOException {
		Mono<Path> moved = this.finder.find(entry.about().uid(), true).map((now) -> now.file().path(this.mailbox));
		return StoredContent.of(entry.file(), entry.file().path(this.mailbox), this.disk, moved);
	}

	static MailStoreException gone() {
		return new MailStoreException(MailStoreException.Reason.GONE, "The message is not there any more");
	}

	/**
	 * Finds messages of the mailbox.
	 */
	@FunctionalInterface
	interface Finder {

		/** Fails if there is no such message, any more. */
		Mono<Entry> find(long uid, boolean thoroughly);

	}

}
