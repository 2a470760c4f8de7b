package dev.torsion.mail.store.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.FlagChange;
import dev.torsion.mail.store.MailContent;
import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxChange;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.MailboxView;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A mailbox in memory, by its name.
 *
 * @param folders all mailboxes
 * @param name which it is
 */
record MemoryMailbox(MemoryFolders folders, MailboxName name) implements Mailbox {

	@Override
	public Mono<MailboxView> view() {
		return locked((all) -> all.get(this.name).view());
	}

	@Override
	public Mono<MailContent> content(long uid) {
		return locked((all) -> {
			MemoryMessage message = all.get(this.name).find(uid);
			if (message == null) {
				throw new MailStoreException(MailStoreException.Reason.GONE, "The message is not there any more");
			}
			return message.bytes();
		});
	}

	@Override
	public Mono<MailSink> append(Set<Flag> flags, Set<String> keywords, Instant received) {
		return locked((all) -> {
			Set<String> spelled = all.get(this.name).spelled(keywords);
			return new MemorySink(all, List.of(this.name), new MemoryFolders.Arrival(flags, spelled, received));
		});
	}

	@Override
	public Mono<Collection<Long>> update(FlagChange change) {
		return locked((all) -> all.get(this.name).update(change, all.notices()));
	}

	@Override
	public Mono<Void> expunge(Collection<Long> uids) {
		return locked((all) -> {
			all.expunge(this.name, uids);
			return this;
		}).then();
	}

	@Override
	public Mono<Map<Long, Long>> copy(Collection<Long> uids, MailboxName target) {
		return locked((all) -> all.copy(this.name, uids, target));
	}

	@Override
	public Mono<Map<Long, Long>> move(Collection<Long> uids, MailboxName target) {
		return locked((all) -> all.move(this.name, uids, target));
	}

	@Override
	public Flux<MailboxChange> changes() {
		return locked((all) -> all.get(this.name).feed()).flatMapMany((feed) -> feed.changes());
	}

	private <T> Mono<T> locked(Function<MemoryFolders, T> work) {
		return Mono.fromCallable(() -> this.folders.locked(work));
	}

}
