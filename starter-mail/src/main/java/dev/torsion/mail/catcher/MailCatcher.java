package dev.torsion.mail.catcher;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.listener.ListenerSettings;
import dev.torsion.mail.listener.WholeMessages;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.Ordered;

/**
 * Takes all mail for everybody before anybody else sees it, and keeps the newest in
 * memory. Safe for use by many threads.
 */
public final class MailCatcher implements MailDelivery, Ordered {

	private final CatcherSettings settings;

	private final Clock clock;

	private final WholeMessages arriving;

	private final Deque<CaughtMail> messages = new ArrayDeque<>();

	private final Sinks.Many<CaughtMail> arrivals = Sinks.many().multicast().directBestEffort();

	private long size;

	/**
	 * Creates a catcher.
	 * @param settings how much it keeps
	 * @param clock tells when messages are received
	 */
	public MailCatcher(CatcherSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.arriving = new WholeMessages(
				new ListenerSettings(settings.maxSize(), settings.maxSize(), Duration.ofMinutes(1)));
	}

	@Override
	public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
		return Mono.fromSupplier(() -> {
			this.arriving.check(envelope);
			return recipient;
		});
	}

	@Override
	public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
		return Mono.fromSupplier(() -> this.arriving
			.keep((content) -> keep(new CaughtMail(envelope, headers, content, this.clock.instant()))));
	}

	private void keep(CaughtMail message) {
		synchronized (this.messages) {
			this.messages.add(message);
			this.size += message.content().length;
			while (this.messages.size() > this.settings.maxMessages()
					|| this.size > this.settings.maxSize().toBytes()) {
				this.size -= this.messages.remove().content().length;
			}
		}
		synchronized (this.arrivals) {
			this.arrivals.tryEmitNext(message);
		}
	}

	/**
	 * What has been caught.
	 * @return the messages, the oldest first
	 */
	public List<CaughtMail> messages() {
		synchronized (this.messages) {
			return List.copyOf(this.messages);
		}
	}

	/**
	 * What has been caught for somebody.
	 * @param recipient an address of the envelope, in any case
	 * @return the messages, the oldest first
	 */
	public List<CaughtMail> messages(String recipient) {
		return messages().stream().filter((message) -> message.isTo(recipient)).toList();
	}

	/**
	 * What is caught from now on.
	 * @return the messages; those that come faster than they are asked for are left out
	 */
	public Flux<CaughtMail> arrivals() {
		return this.arrivals.asFlux();
	}

	/**
	 * Waits until enough has been caught.
	 * @param condition whether that is so, asked whenever a message has come
	 * @return the messages that meet the condition
	 */
	public Mono<List<CaughtMail>> when(Predicate<? super List<CaughtMail>> condition) {
		return Flux.merge(arrivals().map((message) -> true), Mono.just(true))
			.map((changed) -> messages())
			.filter(condition)
			.next();
	}

	/**
	 * Forgets all messages.
	 */
	public void clear() {
		synchronized (this.messages) {
			this.messages.clear();
			this.size = 0;
		}
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
