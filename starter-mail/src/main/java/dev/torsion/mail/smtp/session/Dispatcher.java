package dev.torsion.mail.smtp.session;

import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.wire.CommandLine;
import dev.torsion.net.framing.HttpRequestLine;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The one place where commands are looked up, checked and run, and where what they fail
 * with becomes a reply.
 */
final class Dispatcher {

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	/** How many recipients too many are no errors yet; as many as Postfix has. */
	private static final int OVERSHOOT = 1000;

	private final SmtpServer server;

	private final SmtpSession session;

	private @Nullable Rule running;

	Dispatcher(SmtpServer server, SmtpSession session) {
		this.server = server;
		this.session = session;
	}

	Mono<SmtpReply> greet() {
		SmtpReply greeting = new SmtpReply(220, "", this.server.settings().hostname()
				+ ((this.server.settings().service() == SmtpService.LMTP) ? " LMTP" : " ESMTP"));
		return guarded(this.session.ask((policy) -> policy.connected(this.session.client())).thenReturn(greeting))
			.doOnNext((reply) -> {
				if (!reply.isPositive()) {
					this.session.endAfterReply();
				}
			});
	}

	/** Runs a line, which had so many bytes. */
	Mono<SmtpReply> run(String line, int length) {
		Function<String, Mono<SmtpReply>> waiting = this.session.takeResponse();
		if (waiting != null) {
			return guarded(waiting.apply(line));
		}
		int command = this.server.commandOf(line);
		Rule rule = (command >= 0) ? this.server.rule(command) : null;
		this.running = rule;
		if (length > this.server.settings().limits().maxLine() && (rule == null || !rule.verb().equals("AUTH"))) {
			return Mono.just(Replies.LINE_TOO_LONG);
		}
		if (rule == null) {
			return Mono.just(HttpRequestLine.isOne(line) ? Replies.OTHER_PROTOCOL : Replies.UNKNOWN);
		}
		if (!rule.states().contains(this.session.state())) {
			return Mono.just(Replies.BAD_SEQUENCE);
		}
		return run(this.server.command(command), CommandLine.argument(line));
	}

	private Mono<SmtpReply> run(SmtpCommand command, String argument) {
		try {
			return guarded(command.run(this.session, argument));
		}
		catch (RuntimeException ex) {
			return Mono.just(failure(ex));
		}
	}

	private Mono<SmtpReply> guarded(Mono<SmtpReply> reply) {
		if (!(reply instanceof Callable<?> present)) {
			return reply.onErrorResume((ex) -> Mono.just(failure(ex)));
		}
		try {
			return Mono.justOrEmpty((SmtpReply) present.call());
		}
		catch (Exception ex) {
			return Mono.just(failure(ex));
		}
	}

	private SmtpReply failure(Throwable cause) {
		if (cause instanceof MailRefusedException refused) {
			return refused.reply();
		}
		logger.error("Failed to run " + ((this.running != null) ? this.running.verb() : "a step") + " of "
				+ this.server.settings().service().listener(), cause);
		return Replies.OUR_FAULT;
	}

	/** Counts a reply; the one to be given instead, with which the client may be lost. */
	SmtpReply counted(SmtpReply reply) {
		if (reply.isPositive()) {
			return reply;
		}
		this.server.counts().count(Refusals.of(reply, this.running));
		if (reply == Replies.TOO_MANY_RECIPIENTS && this.session.transaction().countTooMany() <= OVERSHOOT) {
			return reply;
		}
		boolean tooMany = this.session.countError() > this.server.settings().limits().maxErrors();
		return (tooMany && !isLast(reply)) ? Replies.TOO_MANY_ERRORS : reply;
	}

	/** Whether nothing is said after a reply: RFC 5321 section 3.8, RFC 7504. */
	boolean isLast(SmtpReply reply) {
		return this.session.isOver() || reply.code() == 221 || reply.code() == 421 || reply.code() == 521;
	}

}
