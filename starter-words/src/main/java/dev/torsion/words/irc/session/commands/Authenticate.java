package dev.torsion.words.irc.session.commands;

import java.util.List;

import dev.torsion.cred.sasl.SaslConversation;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslReply;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.session.access.Logins;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * AUTHENTICATE: logs in by SASL, in pieces of 400 characters, as IRCv3 has it; at any
 * time, and as somebody else too.
 */
final class Authenticate implements IrcCommand {

	private static final Rule RULE = Rule.of("AUTHENTICATE", 1).always();

	private static final int PIECE = 400;

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public String value(Cap cap, IrcSession session) {
		return (cap == Cap.SASL) ? String.join(",", mechanisms(session)) : "";
	}

	/**
	 * The mechanisms that a client may use where it is.
	 * @param session the conversation
	 * @return their names
	 */
	static List<String> mechanisms(IrcSession session) {
		return session.server().world().sasl().mechanisms(session.login().context());
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Exchange exchange = session.part(Exchange.class, Exchange::new);
		String text = message.parameter(0);
		SaslConversation<Authentication> conversation = exchange.conversation;
		if (conversation == null) {
			return text.equals("*") ? refuse(session, Numeric.ERR_SASLABORTED, "SASL authentication aborted")
					: begin(session, exchange, text);
		}
		if (text.length() > PIECE) {
			exchange.end();
			return refuse(session, Numeric.ERR_SASLTOOLONG, "SASL message too long");
		}
		if (text.equals("*")) {
			exchange.end();
			return outcome(session, exchange, conversation.abort());
		}
		if (!text.equals("+")) {
			exchange.pieces.append(text);
		}
		if (exchange.pieces.length() > session.server().world().sasl().maxResponse()) {
			exchange.end();
			return refuse(session, Numeric.ERR_SASLFAIL, "SASL authentication failed");
		}
		return (text.length() == PIECE) ? Mono.empty()
				: outcome(session, exchange, conversation.respondText(exchange.take()));
	}

	private static Mono<Void> begin(IrcSession session, Exchange exchange, String mechanism) {
		SaslConversation<Authentication> conversation = session.server()
			.world()
			.sasl()
			.begin(mechanism, session.login(), Authentication.class)
			.withSuccessAsChallenge();
		exchange.conversation = conversation;
		return outcome(session, exchange, conversation.begin(null));
	}

	private static Mono<Void> outcome(IrcSession session, Exchange exchange, Mono<SaslReply<Authentication>> reply) {
		return reply.publishOn(session.transport().eventLoop().scheduler())
			.doOnNext((next) -> next(session, exchange, next))
			.then()
			.onErrorResume(AuthenticationException.class, (ex) -> {
				exchange.end();
				return failed(session, ex);
			});
	}

	private static void next(IrcSession session, Exchange exchange, SaslReply<Authentication> next) {
		if (next instanceof SaslReply.Challenge<Authentication> challenge) {
			challenge(session, challenge.text());
		}
		else {
			exchange.end();
			Logins.enter(session, ((SaslReply.Success<Authentication>) next).avatar());
			session.reply(Numeric.RPL_SASLSUCCESS, "SASL authentication successful");
		}
	}

	private static void challenge(IrcSession session, String text) {
		int at = 0;
		do {
			String piece = text.substring(at, Math.min(at + PIECE, text.length()));
			session.send(IrcMessage.of("AUTHENTICATE", piece.isEmpty() ? "+" : piece));
			at += PIECE;
		}
		while (at <= text.length() && !text.isEmpty());
	}

	private static Mono<Void> failed(IrcSession session, AuthenticationException cause) {
		SaslFailure.Reason reason = (cause instanceof SaslFailure failure) ? failure.reason() : null;
		if (reason == SaslFailure.Reason.ABORTED) {
			return refuse(session, Numeric.ERR_SASLABORTED, "SASL authentication aborted");
		}
		if (reason == SaslFailure.Reason.MECHANISM || reason == SaslFailure.Reason.PRIVACY) {
			List<String> mechanisms = mechanisms(session);
			session.reply(Numeric.RPL_SASLMECHS, mechanisms.isEmpty() ? "*" : String.join(",", mechanisms),
					"are available SASL mechanisms");
		}
		boolean ours = cause instanceof AuthenticationServiceException;
		return refuse(session, Numeric.ERR_SASLFAIL,
				ours ? "Accounts cannot be asked at the moment" : "SASL authentication failed");
	}

	private static Mono<Void> refuse(IrcSession session, Numeric numeric, String text) {
		session.reply(numeric, text);
		return Mono.empty();
	}

	/** A login that is under way. */
	private static final class Exchange {

		private final StringBuilder pieces = new StringBuilder();

		private @Nullable SaslConversation<Authentication> conversation;

		private String take() {
			String text = this.pieces.toString();
			this.pieces.setLength(0);
			return text;
		}

		private void end() {
			this.pieces.setLength(0);
			this.conversation = null;
		}

	}

}
