package dev.torsion.mail.store.memory;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Mailboxes in memory, for tests and for a catcher of mail: gone when the application
 * ends.
 */
public final class MemoryMailStore implements MailStore {

	private final MemoryFolders folders;

	/**
	 * Creates the store.
	 * @param limits how much it keeps
	 */
	public MemoryMailStore(MemoryLimits limits) {
		this.folders = new MemoryFolders(limits);
	}

	@Override
	public Mono<MailSink> deliver(List<MailboxName> mailboxes, Set<Flag> flags, Instant received) {
		return Mono.fromCallable(() -> {
			List<MailboxName> distinct = mailboxes.stream().distinct().toList();
			distinct.forEach(MailboxName::levels);
			return new MemorySink(this.folders, distinct, new MemoryFolders.Arrival(flags, Set.of(), received));
		});
	}

	@Override
	public Mono<Mailbox> open(MailboxName mailbox) {
		return Mono.fromCallable(() -> this.folders.locked((all) -> {
			all.get(mailbox);
			return new MemoryMailbox(all, mailbox);
		}));
	}

	@Override
	public Flux<MailboxName> list(MailAddress owner) {
		return Flux.defer(() -> Flux.fromIterable(this.folders.locked((all) -> all.list(owner))))
			.startWith(MailboxName.INBOX)
			.map((name) -> new MailboxName(owner, name));
	}

	@Override
	public Mono<Void> create(MailboxName mailbox) {
		return Mono.fromRunnable(() -> {
			mailbox.levels();
			locked((all) -> all.create(mailbox));
		});
	}

	@Override
	public Mono<Void> delete(MailboxName mailbox) {
		return Mono.fromRunnable(() -> locked((all) -> all.delete(mailbox)));
	}

	@Override
	public Mono<Void> rename(MailboxName mailbox, String name) {
		return Mono.fromRunnable(() -> {
			MailboxName other = mailbox.named(name);
			other.levels();
			locked((all) -> all.rename(mailbox, other));
		});
	}

	@Override
	public Mono<Set<String>> subscriptions(MailAddress owner) {
		return Mono.fromCallable(() -> this.folders.locked((all) -> all.subscriptions(owner)));
	}

	@Override
	public Mono<Void> subscribe(MailboxName mailbox, boolean subscribed) {
		return Mono.fromRunnable(() -> {
			mailbox.levels();
			locked((all) -> all.subscribe(mailbox, subscribed));
		});
	}

	private void locked(Consumer<MemoryFolders> work) {
		this.folders.locked((all) -> {
			work.accept(all);
			return all;
		});
	}

}
