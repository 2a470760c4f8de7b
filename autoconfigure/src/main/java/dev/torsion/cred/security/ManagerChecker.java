package dev.torsion.cred.security;

import java.util.List;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.PasswordCredentials;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Checks passwords by the managers that an application has for HTTP. They come after all
 * accounts: they do not tell an unknown name from a wrong password, so nobody can come
 * after them.
 */
public final class ManagerChecker implements CredentialsChecker<PasswordCredentials>, Ordered {

	private final List<ReactiveAuthenticationManager> managers;

	/**
	 * Creates the checker.
	 * @param managers the managers, in the order in which they are asked
	 */
	public ManagerChecker(List<ReactiveAuthenticationManager> managers) {
		this.managers = List.copyOf(managers);
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public Class<PasswordCredentials> type() {
		return PasswordCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(PasswordCredentials credentials, LoginContext context) {
		Authentication presented = UsernamePasswordAuthenticationToken.unauthenticated(credentials.name(),
				credentials.password());
		return Flux.fromIterable(this.managers)
			.concatMap((manager) -> manager.authenticate(presented)
				.onErrorResume(UsernameNotFoundException.class, (ex) -> Mono.empty()), 0)
			.next()
			.map(AvatarId.Named::new);
	}

}
