package dev.torsion.mail.pop3.session;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.torsion.mail.pop3.session.reply.Failures;
import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.framing.HttpRequestLine;
import reactor.core.publisher.Mono;

/**
 * Finds the command of a line, checks its rule, runs it and answers, whatever comes of
 * it. For the event loop of the connection only.
 */
final class Dispatcher {

	private final Pop3Session session;

	private int errors;

	Dispatcher(Pop3Session session) {
		this.session = session;
	}

	/** Takes a line. */
	Mono<Void> line(String line) {
		Function<String, Mono<Pop3Reply>> expected = this.session.takeExpected();
		if (expected != null) {
			return answer("what was asked for", () -> expected.apply(line));
		}
		int space = line.indexOf(' ');
		String verb = ((space < 0) ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
		String argument = (space < 0) ? "" : line.substring(space + 1);
		Pop3Command command = this.session.server().commands().find(verb);
		if (command == null && HttpRequestLine.isOne(line)) {
			return Mono.error(new ProtocolException("A request of HTTP"));
		}
		return (command != null) ? run(command, argument) : refuse("There is no such command");
	}

	/** Answers what cannot be a command, nor the rest of one. */
	Mono<Void> refuse(String text) {
		if (this.session.takeExpected() != null) {
			this.session.login().logout();
		}
		return answer("", () -> Mono.error(new Pop3Exception(text)));
	}

	private Mono<Void> run(Pop3Command command, String argument) {
		Pop3Command.Rule rule = command.rule();
		if (!rule.states().contains(this.session.state())) {
			return refuse(
					(this.session.state() == Pop3State.AUTHORIZATION) ? "Log in first" : "You have logged in already");
		}
		if (!rule.argument().allows(argument)) {
			return refuse(argument.isBlank() ? "There is something missing" : "There is too much");
		}
		return answer(rule.verb(), () -> command.run(this.session, argument));
	}

	private Mono<Void> answer(String verb, Supplier<Mono<Pop3Reply>> work) {
		return Mono.defer(() -> onLoop(work.get())).doOnNext((reply) -> {
			if (this.session.state() == Pop3State.TRANSACTION) {
				this.errors = 0;
			}
		}).onErrorResume((ex) -> failed(verb, ex)).flatMap((reply) -> reply.send(this.session.transport()));
	}

	private Mono<Pop3Reply> onLoop(Mono<Pop3Reply> reply) {
		return (reply instanceof Callable) ? reply : reply.publishOn(this.session.transport().eventLoop().scheduler());
	}

	private Mono<Pop3Reply> failed(String verb, Throwable cause) {
		if (cause instanceof ProtocolException) {
			return Mono.error(cause);
		}
		return Mono.just((cause instanceof Pop3Exception theirs) ? refusal(theirs.reply()) : Failures.of(verb, cause));
	}

	private Pop3Reply refusal(Pop3Reply reply) {
		this.errors++;
		return (this.errors < this.session.server().limits().maxErrors()) ? reply
				: reply.then(Pop3Reply.error("Too many errors")::send).thenClose();
	}

}
