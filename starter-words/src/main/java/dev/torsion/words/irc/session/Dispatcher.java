package dev.torsion.words.irc.session;

import dev.torsion.words.RoomException;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.wire.IrcMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The one place where commands are looked up, checked and run, and where what they fail
 * with becomes an answer.
 */
final class Dispatcher {

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	private final IrcServer server;

	private final IrcSession session;

	Dispatcher(IrcServer server, IrcSession session) {
		this.server = server;
		this.session = session;
	}

	Mono<Void> run(IrcMessage message) {
		this.server.world().participants().catchUp(this.session.participant());
		this.session.participant().catchUp();
		Response response = this.session.response();
		response.begin(label(message));
		Mono<Void> run = checked(message);
		if (run == Mono.<Void>empty()) {
			return response.end();
		}
		return run.onErrorResume((ex) -> {
			failed(message, ex);
			return Mono.empty();
		}).publishOn(this.session.transport().eventLoop().scheduler()).then(Mono.defer(response::end));
	}

	private @Nullable String label(IrcMessage message) {
		return this.session.has(Cap.LABELED_RESPONSE) ? message.tags().get("label") : null;
	}

	private Mono<Void> checked(IrcMessage message) {
		IrcCommand command = this.server.command(message.command());
		Rule rule = (command != null) ? command.rule() : null;
		if (!this.session.isRegistered() && (rule == null || !rule.before())) {
			this.session.reply(Numeric.ERR_NOTREGISTERED, "You have not registered");
			return Mono.empty();
		}
		if (command == null || rule == null) {
			this.session.reply(Numeric.ERR_UNKNOWNCOMMAND, message.command(), "Unknown command");
			return Mono.empty();
		}
		if (this.session.isRegistered() && !rule.after()) {
			this.session.reply(Numeric.ERR_ALREADYREGISTRED, "You may not reregister");
			return Mono.empty();
		}
		if (message.size() < rule.parameters()) {
			this.session.reply(Numeric.ERR_NEEDMOREPARAMS, rule.verb(), "Not enough parameters");
			return Mono.empty();
		}
		if (rule.operator() && !this.session.participant().isOperator()) {
			this.session.reply(Numeric.ERR_NOPRIVILEGES, "Permission Denied- You're not an IRC operator");
			return Mono.empty();
		}
		return run(command, message);
	}

	private Mono<Void> run(IrcCommand command, IrcMessage message) {
		try {
			return command.run(this.session, message);
		}
		catch (RuntimeException ex) {
			failed(message, ex);
			return Mono.empty();
		}
	}

	private void failed(IrcMessage message, Throwable cause) {
		if (cause instanceof IrcException refused) {
			this.session.reply(refused.numeric(), refused.parameters());
		}
		else if (cause instanceof RoomException refused) {
			failed(message, Refusals.of(refused, message.parameter(0)));
		}
		else {
			logger.error("Failed to run " + message.command(), cause);
			this.session.reply(Numeric.ERR_UNKNOWNERROR, message.command(), "Something has gone wrong here");
		}
	}

}
