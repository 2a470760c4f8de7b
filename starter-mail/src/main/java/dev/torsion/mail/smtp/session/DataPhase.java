package dev.torsion.mail.smtp.session;

import java.util.List;
import java.util.function.Function;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.message.MessageReceiver;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Mono;

/**
 * The message of a transaction, as DATA or as one or more chunks of BDAT: the framing
 * brings it, the receiver takes it, and what comes of it is said exactly once.
 */
final class DataPhase {

	private final SmtpSession session;

	private final LineFraming lines;

	private final MessageReceiver receiver;

	private final Function<List<SmtpReply>, Mono<Void>> answers;

	private final long begun = System.nanoTime();

	DataPhase(SmtpSession session, LineFraming lines, MessageReceiver receiver,
			Function<List<SmtpReply>, Mono<Void>> answers) {
		this.session = session;
		this.lines = lines;
		this.receiver = receiver;
		this.answers = answers;
	}

	void dotTerminated() {
		this.lines.dotTerminated(this::take, this::end);
	}

	Mono<Void> chunk(long length, boolean last) {
		return this.lines.counted(length, this::take, last ? this::end : () -> chunkEnded(length));
	}

	private Mono<Void> take(ByteBuf run) {
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
				this.session.messageAccepted(this.receiver.size(), System.nanoTime() - this.begun);
			}
			this.session.reset();
			return this.answers.apply(replies);
		});
	}

	void abort() {
		this.receiver.abort();
	}

}
