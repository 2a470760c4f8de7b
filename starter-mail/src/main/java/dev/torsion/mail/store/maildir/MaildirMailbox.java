package dev.torsion.mail.store.maildir;

import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.FlagChange;
import dev.torsion.mail.store.MailContent;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxChange;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.maildir.folder.Folder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A mailbox of a Maildir, by its name.
 *
 * @param store the store
 * @param name which it is
 */
record MaildirMailbox(MaildirStore store, MailboxName name) implements Mailbox {

	/** How often a message is looked for that other programs keep renaming. */
	private static final int ATTEMPTS = 3;

	private Folder folder() {
		return this.store.folder(this.name);
	}

	@Override
	public Mono<MailboxView> view() {
		return Mono.defer(() -> folder().view());
	}

	@Override
	public Mono<MailContent> content(long uid) {
		return Mono.defer(() -> folder().content(uid));
	}

	@Override
	public Flux<MailContent> contents(List<Long> uids) {
		return Flux.defer(() -> folder().contents(uids));
	}

	@Override
	public Mono<MailSink> append(Set<Flag> flags, Set<String> keywords, Instant received) {
		return Mono.defer(() -> folder().letters(keywords))
			.map((letters) -> this.store.sink(List.of(folder()), flags, letters, received));
	}

	@Override
	public Mono<Collection<Long>> update(FlagChange change) {
		return Mono.defer(() -> folder().update(change));
	}

	@Override
	public Mono<Void> expunge(Collection<Long> uids) {
		return Mono.defer(() -> folder().expunge(uids));
	}

	@Override
	public Mono<Map<Long, Long>> copy(Collection<Long> uids, MailboxName target) {
		return Mono.defer(() -> folder().parcels(uids))
			.flatMap((parcels) -> this.store.folder(target).take(parcels, false))
			.onErrorResume(NoSuchFileException.class, (ex) -> folder().lookAgain().then(Mono.error(ex)))
			.retryWhen(Retry.max(ATTEMPTS).filter(NoSuchFileException.class::isInstance));
	}

	@Override
	public Mono<Map<Long, Long>> move(Collection<Long> uids, MailboxName target) {
		return Mono.defer(() -> move(uids, target, new LinkedHashMap<>(), ATTEMPTS));
	}

	private Mono<Map<Long, Long>> move(Collection<Long> uids, MailboxName target, Map<Long, Long> moved, int attempts) {
		return folder().parcels(uids)
			.flatMap((parcels) -> this.store.folder(target).take(parcels, true).flatMap((some) -> {
				moved.putAll(some);
				List<Long> left = parcels.stream()
					.map((parcel) -> parcel.about().uid())
					.filter((uid) -> !moved.containsKey(uid))
					.toList();
				Mono<Void> looked = folder().lookAgain();
				return (left.isEmpty() || attempts == 1) ? looked.thenReturn(moved)
						: looked.then(Mono.defer(() -> move(left, target, moved, attempts - 1)));
			}));
	}

	@Override
	public Flux<MailboxChange> changes() {
		return Flux.defer(() -> folder().feed().changes());
	}

}
