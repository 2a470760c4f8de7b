package dev.torsion.mail.smtp.session;

import java.util.List;
import java.util.concurrent.Callable;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.message.BareNewlines;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.wire.CommandLine;
import dev.torsion.mail.smtp.wire.ReplyWriter;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;

/**
 * SMTP and LMTP as bytes: from slices to lines and data, from replies to bytes.
 */
final class SmtpProtocol implements Protocol {

	private final Transport transport;

	private final LineFraming lines;

	private final SmtpSession session;

	private final Dispatcher dispatcher;

	SmtpProtocol(SmtpServer server, Transport transport) {
		this.transport = transport;
		this.lines = new LineFraming(longestLine(server), this::line, () -> answer(Replies.LINE_TOO_LONG));
		if (server.settings().bareNewlines() == BareNewlines.REJECT) {
			this.lines.refusingBareLineFeeds(() -> answer(Replies.BARE_LINE_FEED));
		}
		this.session = new SmtpSession(server, transport, this.lines, this::answerAll);
		this.dispatcher = new Dispatcher(server, this.session);
	}

	/** Responses of SASL are longer than commands. */
	private static int longestLine(SmtpServer server) {
		int maxLine = server.settings().limits().maxLine();
		Logins logins = server.logins();
		return (logins != null) ? Math.max(maxLine, logins.sasl().maxResponse() + "AUTH  ".length() + 20) : maxLine;
	}

	@Override
	public Mono<Void> greet() {
		return answer(this.dispatcher.greet());
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	private Mono<Void> line(ByteBuf line) {
		Mono<SmtpReply> reply;
		try {
			int length = line.readableBytes();
			reply = this.dispatcher.run(CommandLine.read(line), length);
		}
		catch (MailRefusedException ex) {
			return answer(ex.reply());
		}
		return answer(reply);
	}

	private Mono<Void> answer(Mono<SmtpReply> reply) {
		if (reply instanceof Callable<?> present) {
			try {
				SmtpReply said = (SmtpReply) present.call();
				return (said != null) ? answer(said) : Mono.empty();
			}
			catch (Exception ex) {
				return Mono.error(ex);
			}
		}
		return reply.flatMap(this::answer);
	}

	private Mono<Void> answer(SmtpReply reply) {
		SmtpReply said = this.dispatcher.counted(reply);
		Mono<Void> written = this.transport.write(ReplyWriter.write(said));
		if (this.dispatcher.isLast(said)) {
			this.transport.close();
		}
		return written;
	}

	private Mono<Void> answerAll(List<SmtpReply> replies) {
		if (replies.size() == 1) {
			return answer(replies.get(0));
		}
		ByteBuf out = Unpooled.buffer();
		boolean last = false;
		for (SmtpReply reply : replies) {
			SmtpReply said = this.dispatcher.counted(reply);
			ReplyWriter.write(out, said);
			last |= this.dispatcher.isLast(said);
		}
		Mono<Void> written = this.transport.write(out);
		if (last) {
			this.transport.close();
		}
		return written;
	}

	@Override
	public Mono<Void> idle() {
		return answer(Replies.IDLE);
	}

	@Override
	public Mono<Void> leaving() {
		return answer(Replies.LEAVING);
	}

	@Override
	public void disconnected() {
		this.session.end();
	}

}
