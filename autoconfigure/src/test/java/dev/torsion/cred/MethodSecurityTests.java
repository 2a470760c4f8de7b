package dev.torsion.cred;

import dev.torsion.cred.test.PlainPortal;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import dev.torsion.net.test.Conversation;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.core.Authentication;

/**
 * The rules of Spring Security on the methods that a protocol calls.
 */
class MethodSecurityTests {

	@Test
	void holdsInTheStepsOfAProtocol() {
		PlainPortal portal = new PlainPortal().account("ops", "secret").account("bob", "secret");
		new ApplicationContextRunner().withUserConfiguration(Guarded.class).run((context) -> {
			Vault vault = context.getBean(Vault.class);
			new Conversation((peer) -> new VaultProtocol(peer, new LoginSession(portal, "vault", peer), vault))
				.holds("""
						C: open
						S: no
						C: bob
						S: hello
						C: open
						S: no
						C: ops
						S: hello
						C: open
						S: gold
						""");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableReactiveMethodSecurity
	static class Guarded {

		@Bean
		Vault vault() {
			return new Vault();
		}

	}

	static class Vault {

		@PreAuthorize("hasRole('OPS')")
		public Mono<String> open() {
			return Mono.just("gold");
		}

	}

	private static final class VaultProtocol implements Protocol {

		private final LineFraming lines = LineFraming.ofText(80, this::line);

		private final Transport transport;

		private final LoginSession session;

		private final Vault vault;

		VaultProtocol(Transport transport, LoginSession session, Vault vault) {
			this.transport = transport;
			this.session = session;
			this.vault = vault;
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.lines.received(bytes);
		}

		private Mono<Void> line(String line) {
			Mono<String> reply = line.equals("open")
					? this.vault.open().onErrorReturn(AccessDeniedException.class, "no")
					: this.session.login(new PasswordCredentials(line, "secret"), Authentication.class)
						.thenReturn("hello");
			return reply.flatMap((text) -> this.transport.write(text + "\r\n"));
		}

	}

}
