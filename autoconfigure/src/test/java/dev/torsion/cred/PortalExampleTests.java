package dev.torsion.cred;

import java.time.Duration;
import java.util.Map;

import dev.torsion.DocExamples;
import dev.torsion.cred.test.PlainPortal;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples in Java of the guide's page on accounts.
 */
class PortalExampleTests {

	private final DocExamples guide = DocExamples.of("docs/cred.md");

	@Test
	void keepsAccountsOfItsOwn() {
		assertThat(this.guide.code("cred-own-accounts")).isEqualTo(DocExamples.tagged(getClass(), "own-accounts"));
		assertThat(new Members(Map.of("carol", "{noop}secret")).findByUsername("carol")
			.map(UserDetails::getUsername)
			.block(Duration.ofSeconds(5))).isEqualTo("carol");
	}

	@Test
	void callsThePortal() {
		assertThat(this.guide.code("cred-login")).isEqualTo(DocExamples.tagged(getClass(), "login"));
		Door door = new Door(new PlainPortal().account("carol", "secret"));
		assertThat(door.knock("carol", "secret").block(Duration.ofSeconds(5))).isEqualTo("Come in, carol");
		assertThat(door.knock("carol", "wrong").block(Duration.ofSeconds(5))).isEqualTo("Go away");
	}

	// tag::own-accounts[]
	/** The accounts of the club; a bean of this type is all it takes. */
	record Members(Map<String, String> passwords) implements ReactiveUserDetailsService {

		@Override
		public Mono<UserDetails> findByUsername(String name) {
			return Mono.justOrEmpty(this.passwords.get(name))
				.map((password) -> User.withUsername(name).password(password).roles("MEMBER").build());
		}

	}
	// end::own-accounts[]

	// tag::login[]
	record Door(Portal portal) {

		Mono<String> knock(String name, String password) {
			return this.portal
				.login(new PasswordCredentials(name, password), LoginContext.from("door", null), Authentication.class)
				.map((login) -> login.id().authentication().getName())
				.map((member) -> "Come in, " + member)
				.onErrorReturn(BadCredentialsException.class, "Go away");
		}

	}
	// end::login[]

}
