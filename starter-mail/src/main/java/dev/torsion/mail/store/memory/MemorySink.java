package dev.torsion.mail.store.memory;

import java.nio.ByteBuffer;
import java.util.List;

import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.MailboxName;
import reactor.core.publisher.Mono;

/**
 * Takes one message for mailboxes in memory.
 */
final class MemorySink implements MailSink {

	private final MemoryFolders folders;

	private final List<MailboxName> mailboxes;

	private final MemoryFolders.Arrival arrival;

	private final MessageBytes bytes = new MessageBytes();

	private long reservedBytes;

	private int reservedMessages;

	private boolean ended;

	MemorySink(MemoryFolders folders, List<MailboxName> mailboxes, MemoryFolders.Arrival arrival) {
		this.folders = folders;
		this.mailboxes = mailboxes;
		this.arrival = arrival;
	}

	@Override
	public Mono<Void> write(ByteBuffer run) {
		return Mono.fromRunnable(() -> {
			reserve((long) run.remaining() * this.mailboxes.size(), 0);
			this.bytes.append(run);
		});
	}

	@Override
	public Mono<Void> prepare() {
		return Mono.fromRunnable(() -> {
			reserve(0, this.mailboxes.size());
			this.bytes.end();
		});
	}

	private void reserve(long moreBytes, int moreMessages) {
		this.folders.locked((all) -> {
			if (this.ended) {
				throw new IllegalStateException("It has been aborted");
			}
			all.space().reserve(moreBytes, moreMessages);
			this.reservedBytes += moreBytes;
			this.reservedMessages += moreMessages;
			return null;
		});
	}

	@Override
	public Mono<Void> commit() {
		return Mono.fromRunnable(() -> this.folders.locked((all) -> {
			if (this.ended || this.reservedMessages == 0) {
				throw new IllegalStateException("It has not been prepared, or has been committed or aborted");
			}
			String guid = MemoryFolders.newGuid();
			this.mailboxes.forEach((mailbox) -> all.add(mailbox, this.bytes, guid, this.arrival));
			this.ended = true;
			return null;
		}));
	}

	@Override
	public void abort() {
		this.folders.locked((all) -> {
			if (!this.ended) {
				this.ended = true;
				all.space().release(this.reservedBytes, this.reservedMessages);
			}
			return null;
		});
	}

}
