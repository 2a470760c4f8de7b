package dev.torsion.cred.sasl;

import dev.torsion.cred.LoginSession;
import dev.torsion.cred.Portal;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * As much of SMTP as clients need to log in: RFC 4954.
 */
public final class MailDoor implements Protocol {

	private final Transport transport;

	private final LoginSession session;

	private final Sasl sasl;

	private final LineFraming lines;

	private @Nullable SaslConversation<Authentication> login;

	public MailDoor(Transport transport, Portal portal, Sasl sasl) {
		this.transport = transport;
		this.session = new LoginSession(portal, "smtp", transport);
		this.sasl = sasl;
		this.lines = LineFraming.ofText(sasl.maxResponse() + 128, this::line);
	}

	@Override
	public Mono<Void> greet() {
		return this.transport.write("220 door.example ESMTP\r\n");
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	@Override
	public void disconnected() {
		this.session.end();
	}

	private Mono<Void> line(String line) {
		SaslConversation<Authentication> login = this.login;
		if (login != null) {
			return reply(login, login.respondText(line));
		}
		String[] words = line.split(" ", 3);
		return switch (words[0]) {
			case "EHLO" -> this.transport.write(hello());
			case "STARTTLS" -> this.transport.write("220 Go ahead\r\n").then(Mono.defer(this.transport::startTls));
			case "AUTH" -> auth(words[1], (words.length > 2) ? words[2] : null);
			case "QUIT" -> this.transport.write("221 Bye\r\n").doFinally((signal) -> this.transport.close());
			default -> this.transport.write("502 5.5.1 What?\r\n");
		};
	}

	private String hello() {
		String startTls = this.transport.canStartTls() ? "250-STARTTLS\r\n" : "";
		return "250-door.example\r\n" + startTls + "250 AUTH "
				+ String.join(" ", this.sasl.mechanisms(this.session.context())) + "\r\n";
	}

	// tag::sasl[]
	private Mono<Void> auth(String mechanism, @Nullable String initial) {
		SaslConversation<Authentication> login = this.sasl.begin(mechanism, this.session, Authentication.class)
			.withSuccessAsChallenge();
		return reply(login, login.beginText(initial));
	}

	private Mono<Void> reply(SaslConversation<Authentication> login, Mono<SaslReply<Authentication>> reply) {
		this.login = null;
		return reply.map((next) -> {
			if (next instanceof SaslReply.Challenge<Authentication> challenge) {
				this.login = login;
				return "334 " + challenge.text();
			}
			return "235 2.7.0 Hello, " + ((SaslReply.Success<Authentication>) next).avatar().getName();
		})
			.onErrorResume(AuthenticationException.class, (ex) -> Mono.just(failure(ex)))
			.flatMap((text) -> this.transport.write(text + "\r\n"));
	}
	// end::sasl[]

	private static String failure(AuthenticationException cause) {
		if (cause instanceof SaslFailure failure) {
			return switch (failure.reason()) {
				case MECHANISM -> "504 5.5.4 Not offered";
				case PRIVACY -> "538 5.7.11 STARTTLS first";
				case MALFORMED, ABORTED -> "501 5.7.0 " + failure.getMessage();
				case REFUSED -> "535 5.7.8 " + failure.getMessage();
			};
		}
		return (cause instanceof AuthenticationServiceException) ? "454 4.7.0 Try again later"
				: "535 5.7.8 " + cause.getMessage();
	}

}
