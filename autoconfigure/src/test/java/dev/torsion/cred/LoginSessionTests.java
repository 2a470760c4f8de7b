package dev.torsion.cred;

import java.time.Duration;
import java.util.Objects;

import dev.torsion.cred.test.PlainPortal;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoginSessionTests {

	private final RecordingTransport transport = new RecordingTransport();

	private final PlainPortal portal = new PlainPortal().account("bob", "secret").account("amy", "secret");

	private final LoginSession session = new LoginSession(this.portal, "test", this.transport);

	@Test
	void begins() {
		assertThat(this.session.id()).isNull();
		assertThat(login("bob")).isEqualTo("bob");
		assertThat(this.session.id()).isInstanceOfSatisfying(AvatarId.Named.class,
				(id) -> assertThat(id.name()).isEqualTo("bob"));
		assertThat(inContext()).isEqualTo("bob");
		assertThat(this.portal.live().count("bob")).isOne();
	}

	@Test
	void letsSomebodyElseInInThePlaceOfTheLast() {
		login("bob");
		login("amy");
		assertThat(inContext()).isEqualTo("amy");
		assertThat(this.portal.live().count("bob")).isZero();
	}

	@Test
	void keepsWhoIsInWhenSomebodyElseFails() {
		login("bob");
		assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> login("eve"));
		assertThat(inContext()).isEqualTo("bob");
	}

	@Test
	void logsOut() {
		login("bob");
		this.session.logout();
		this.session.logout();
		assertThat(this.session.id()).isNull();
		assertThat(inContext()).isEmpty();
		assertThat(this.portal.live().count("bob")).isZero();
	}

	@Test
	void logsOutWhoComesInAfterTheEnd() {
		this.session.end();
		login("bob");
		assertThat(this.session.id()).isNull();
		assertThat(this.portal.live().count("bob")).isZero();
	}

	@Test
	void endsWithTheAccount() {
		login("bob");
		this.portal.live().end("bob");
		assertThat(this.transport.isClosed()).isTrue();
	}

	@Test
	void looksAtTheConnectionAsItIsNow() {
		RecordingTransport plain = new RecordingTransport().offeringTls();
		LoginSession session = new LoginSession(this.portal, "test", plain);
		assertThat(session.context().isPrivate()).isFalse();
		plain.startTls();
		assertThat(session.context().isPrivate()).isTrue();
		assertThat(session.context().protocol()).isEqualTo("test");
		assertThat(session.context()).hasToString("test from " + plain.peer());
	}

	@Test
	void tellsWhatStepsCallWhoIsLoggedIn() {
		new Conversation((peer) -> new WhoAmI(peer, this.portal)).holds("""
				C: who
				S: nobody
				C: bob
				C: who
				S: bob [ROLE_BOB]
				C: out
				C: who
				S: nobody
				""");
	}

	private String login(String name) {
		return Objects
			.requireNonNull(this.session.login(new PasswordCredentials(name, "secret"), Authentication.class)
				.block(Duration.ofSeconds(5)))
			.getName();
	}

	private String inContext() {
		return Objects.requireNonNull(ReactiveSecurityContextHolder.getContext()
			.map(SecurityContext::getAuthentication)
			.map(Authentication::getName)
			.defaultIfEmpty("")
			.contextWrite(this.transport.context())
			.block(Duration.ofSeconds(5)));
	}

	/** Logs in whoever says a name, and says who that is. */
	private static final class WhoAmI implements Protocol {

		private final LineFraming lines = LineFraming.ofText(80, this::line);

		private final Transport transport;

		private final LoginSession session;

		WhoAmI(Transport transport, Portal portal) {
			this.transport = transport;
			this.session = new LoginSession(portal, "who", transport);
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.lines.received(bytes);
		}

		private Mono<Void> line(String line) {
			if (line.equals("out")) {
				this.session.logout();
				return Mono.empty();
			}
			return line.equals("who") ? who()
					: this.session.login(new PasswordCredentials(line, "secret"), Authentication.class).then();
		}

		private Mono<Void> who() {
			return ReactiveSecurityContextHolder.getContext()
				.mapNotNull(SecurityContext::getAuthentication)
				.map((somebody) -> somebody.getName() + " " + somebody.getAuthorities())
				.defaultIfEmpty("nobody")
				.flatMap((text) -> this.transport.write(text + "\r\n"));
		}

	}

}
