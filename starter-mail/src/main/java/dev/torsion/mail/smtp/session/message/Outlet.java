package dev.torsion.mail.smtp.session.message;

import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One sink that takes the message, and what its client is told of that: with SMTP there
 * is one for all recipients, with LMTP one for each.
 */
final class Outlet {

	private static final Log logger = LogFactory.getLog(Outlet.class);

	private static final SmtpReply OUR_FAULT = SmtpReply.later("4.3.0", "Cannot take the message now, try again later");

	private static final SmtpReply BUSY = SmtpReply.later("4.3.2", "Too busy, try again later");

	private final Scheduler loop;

	private @Nullable MailSink sink;

	private @Nullable SmtpReply failure;

	Outlet(Scheduler loop) {
		this.loop = loop;
	}

	/** What to tell a client of a failure, which is logged if it is ours. */
	static SmtpReply reply(Throwable failure, String id) {
		if (failure instanceof MailRefusedException refused) {
			return refused.reply();
		}
		if (failure instanceof RejectedExecutionException) {
			logger.warn("There is too much to do on network.blocking to take message " + id);
			return BUSY;
		}
		logger.error("Failed to take message " + id, failure);
		return OUR_FAULT;
	}

	Mono<Void> open(Supplier<Mono<MailSink>> opening, String id) {
		return guarded(() -> OnLoop.of(opening.get(), this.loop).doOnNext((opened) -> this.sink = opened).then(), id);
	}

	Mono<Void> write(ByteBuffer bytes, String id) {
		MailSink current = this.sink;
		if (current == null) {
			return Mono.empty();
		}
		return guarded(() -> current.write(bytes), id);
	}

	/** Delivers the message; completes whether or not that has succeeded. */
	Mono<Void> finish(String id) {
		MailSink current = this.sink;
		return (current != null) ? guarded(current::finish, id) : Mono.empty();
	}

	private Mono<Void> guarded(Supplier<Mono<Void>> step, String id) {
		Mono<Void> result;
		try {
			result = step.get();
		}
		catch (RuntimeException ex) {
			fail(reply(ex, id));
			return Mono.empty();
		}
		return (result == Mono.<Void>empty()) ? result : OnLoop.of(result, this.loop).onErrorResume((ex) -> {
			fail(reply(ex, id));
			return Mono.empty();
		});
	}

	private void fail(SmtpReply reply) {
		this.failure = reply;
		abort();
	}

	void abort() {
		MailSink current = this.sink;
		this.sink = null;
		if (current != null) {
			current.abort();
		}
	}

	/** Delivered: there is nothing to abort any more. */
	void close() {
		this.sink = null;
	}

	@Nullable SmtpReply failure() {
		return this.failure;
	}

}
