package dev.torsion.mail.smtp.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.message.MessageReceiver;
import dev.torsion.net.EventLoop;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The message of a transaction, as DATA or as one or more chunks of BDAT: the framing
 * brings it, the receiver takes it, and what comes of it is said exactly once.
 */
final class DataPhase {

	private final SmtpSession session;

	/**
	 * Whoever sends a byte now and then is never idle, and holds what a message holds.
	 */
	private static final Duration MAX_DURATION = Duration.ofHours(1);

	private final LineFraming lines;

	private final MessageReceiver receiver;

	private final Function<List<SmtpReply>, Mono<Void>> answers;

	private final Scheduler clock;

	private final long begun;

	private final long nanoTime = System.nanoTime();

	DataPhase(SmtpSession session, LineFraming lines, MessageReceiver receiver,
			Function<List<SmtpReply>, Mono<Void>> answers, EventLoop loop) {
		this.session = session;
		this.lines = lines;
		this.receiver = receiver;
		this.answers = answers;
		this.clock = loop.scheduler();
		this.begun = this.clock.now(TimeUnit.SECONDS);
	}

	void dotTerminated() {
		this.lines.dotTerminated(this::take, this::end);
	}

	Mono<Void> chunk(long length, boolean last) {
		return this.lines.counted(length, this::take, last ? this::end : () -> chunkEnded(length));
	}

	private Mono<Void> take(ByteBuf run) {
		if (this.clock.now(TimeUnit.SECONDS) - this.begun > MAX_DURATION.toSeconds()) {
			this.session.endAfterReply();
			return this.answers.apply(List.of(Replies.TOO_SLOW));
		}
		Mono<Void> taken = this.receiver.data(run);
		SmtpReply refusal = this.receiver.refusal();
		if (refusal != null && this.receiver.isEndless()) {
			this.session.endAfterReply();
			return this.answers.apply(List.of(refusal));
		}
		return taken;
	}

	private Mono<Void> chunkEnded(long length) {
		SmtpReply refusal = this.receiver.refusal();
		if (refusal != null) {
			this.session.reset();
			return this.answers.apply(List.of(refusal));
		}
		return this.answers.apply(List.of(new SmtpReply(250, "2.0.0", length + " bytes taken")));
	}

	private Mono<Void> end() {
		return this.receiver.end().flatMap((replies) -> {
			if (replies.stream().anyMatch(SmtpReply::isPositive)) {
				this.session.messageAccepted(this.receiver.size(), System.nanoTime() - this.nanoTime);
			}
			this.session.reset();
			return this.answers.apply(replies);
		});
	}

	void abort() {
		this.receiver.abort();
	}

}
