package dev.torsion.finger;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.LoginSession;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

// tag::plan[]
/** Lets users change their plans, once they have logged in. */
final class PlanProtocol implements Protocol {

	private final LineFraming lines = LineFraming.ofText(512, this::command);

	private final Transport transport;

	private final Plans plans;

	private final LoginSession session;

	PlanProtocol(Transport transport, Plans plans, Portal portal) {
		this.transport = transport;
		this.plans = plans;
		this.session = new LoginSession(portal, "plan", transport);
	}

	@Override
	public Mono<Void> greet() {
		return this.transport.write("Plans, at your service\r\n");
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	@Override
	public void disconnected() {
		this.session.end();
	}

	@Override
	public Mono<Void> leaving() {
		return this.transport.write("Closing down\r\n");
	}

	private Mono<Void> command(String line) {
		String[] words = line.split(" ", 3);
		return switch (words[0]) {
			case "STARTTLS" -> startTls();
			case "LOGIN" -> (words.length == 3) ? login(words[1], words[2]) : reply("LOGIN name password");
			case "PLAN" -> plan(line.substring(4).strip());
			default -> reply("STARTTLS, LOGIN or PLAN");
		};
	}

	private Mono<Void> startTls() {
		return this.transport.canStartTls() ? reply("Ready for TLS").then(Mono.defer(this.transport::startTls))
				: reply("No TLS to start");
	}

	private Mono<Void> login(String name, String password) {
		if (!this.transport.isPrivate()) {
			return reply("STARTTLS first");
		}
		return this.session.login(new PasswordCredentials(name, password), Authentication.class)
			.flatMap((user) -> reply("Hello, " + user.getName()))
			.onErrorResume(AuthenticationServiceException.class, (ex) -> reply("Try again later"))
			.onErrorResume(AuthenticationException.class, (ex) -> reply("Wrong name or password"));
	}

	private Mono<Void> plan(String plan) {
		if (!(this.session.id() instanceof AvatarId.Named user)) {
			return reply("LOGIN first");
		}
		this.plans.change(user.name(), plan);
		return reply("Noted");
	}

	private Mono<Void> reply(String text) {
		return this.transport.write(text + "\r\n");
	}

}
// end::plan[]
