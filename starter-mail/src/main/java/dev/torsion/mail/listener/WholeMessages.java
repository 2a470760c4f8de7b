package dev.torsion.mail.listener;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps messages in memory until they have been handled, so that no thread waits for what
 * a client sends slowly. Safe for use by many threads.
 */
public final class WholeMessages {

	private static final SmtpReply TOO_BIG = new SmtpReply(552, "5.3.4", "Message too big");

	private static final SmtpReply NO_MEMORY = new SmtpReply(452, "4.3.1", "Too many messages, try again later");

	private final ListenerSettings settings;

	private final Scheduler timer;

	private final AtomicLong used = new AtomicLong();

	/**
	 * Keeps messages within limits.
	 * @param settings the limits
	 */
	public WholeMessages(ListenerSettings settings) {
		this(settings, Schedulers.parallel());
	}

	WholeMessages(ListenerSettings settings, Scheduler timer) {
		this.settings = settings;
		this.timer = timer;
	}

	/**
	 * Checks what the client has said of a message.
	 * @param envelope what is known of it
	 * @throws MailRefusedException if it will be too big
	 */
	public void check(MailEnvelope envelope) {
		if (envelope.parameters().size() > this.settings.maxMessage().toBytes()) {
			throw new MailRefusedException(TOO_BIG);
		}
	}

	/**
	 * Begins to take a message.
	 * @param handler gets the whole of it, which is then its own
	 * @return takes the message; prepared when it has been handled
	 */
	public MailSink open(Function<byte[], ? extends Mono<?>> handler) {
		return new WholeMessageSink(this,
				(message) -> handler.apply(message).then().timeout(this.settings.timeout(), this.timer), (message) -> {
				});
	}

	/**
	 * Begins to take a message that is to be kept.
	 * @param keeper gets the whole of it when it is committed
	 * @return takes the message
	 */
	public MailSink keep(Consumer<byte[]> keeper) {
		return new WholeMessageSink(this, (message) -> Mono.empty(), keeper);
	}

	/**
	 * Takes memory for more of a message.
	 * @param length how much
	 * @param size how much of the message there is then
	 * @throws MailRefusedException if that is too much
	 */
	void take(int length, long size) {
		if (size > this.settings.maxMessage().toBytes()) {
			throw new MailRefusedException(TOO_BIG);
		}
		if (this.used.addAndGet(length) > this.settings.maxMemory().toBytes()) {
			this.used.addAndGet(-length);
			throw new MailRefusedException(NO_MEMORY);
		}
	}

	void release(long length) {
		this.used.addAndGet(-length);
	}

	/**
	 * How much memory messages take.
	 * @return the size of all of them in bytes
	 */
	long used() {
		return this.used.get();
	}

}
