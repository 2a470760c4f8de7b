package dev.torsion.cred.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.torsion.cred.AvatarFactory;
import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.Credentials;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.Realm;
import dev.torsion.net.EventLoop;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A portal that knows passwords in plain text, for the transcripts of a protocol. A login
 * is settled at once, or in virtual time. For one thread, the test's.
 */
public final class PlainPortal implements Portal {

	private final Map<String, String> passwords = new HashMap<>();

	private final List<AvatarFactory<?>> avatars = new ArrayList<>();

	private final LiveLogins live = new LiveLogins();

	private Mono<AvatarId> refusal = Mono.error(() -> new BadCredentialsException("Wrong name or password"));

	/**
	 * Knows an account, which is granted its own name as a role, in capitals.
	 * @param name its name
	 * @param password its password
	 * @return this portal
	 */
	public PlainPortal account(String name, String password) {
		this.passwords.put(name, password);
		return this;
	}

	/**
	 * Makes avatars.
	 * @param factory their factory
	 * @return this portal
	 */
	public PlainPortal avatars(AvatarFactory<?> factory) {
		this.avatars.add(factory);
		return this;
	}

	/**
	 * Lets those wait whose password is wrong.
	 * @param delay how long
	 * @param loop whose time it is
	 * @return this portal
	 */
	public PlainPortal refusingAfter(Duration delay, EventLoop loop) {
		this.refusal = Mono.delay(delay, loop.scheduler()).then(this.refusal);
		return this;
	}

	/**
	 * Who is logged in.
	 * @return the logins
	 */
	public LiveLogins live() {
		return this.live;
	}

	@Override
	public <A> Mono<Login<A>> login(Credentials credentials, LoginContext context, Class<A> avatar) {
		return new CheckerPortal(List.of(new PlainChecker()), new Realm(this.avatars), LoginThrottle.none(), this.live,
				List.of())
			.login(credentials, context, avatar);
	}

	@Override
	public boolean accepts(Class<? extends Credentials> type) {
		return type == PasswordCredentials.class;
	}

	private final class PlainChecker implements CredentialsChecker<PasswordCredentials> {

		@Override
		public Class<PasswordCredentials> type() {
			return PasswordCredentials.class;
		}

		@Override
		public Mono<AvatarId> check(PasswordCredentials credentials, LoginContext context) {
			String name = credentials.name();
			if (!credentials.password().equals(PlainPortal.this.passwords.get(name))) {
				return PlainPortal.this.refusal;
			}
			return Mono.just(new AvatarId.Named(UsernamePasswordAuthenticationToken.authenticated(name, null,
					AuthorityUtils.createAuthorityList("ROLE_" + name.toUpperCase(Locale.ROOT)))));
		}

	}

}
