package dev.torsion.cred.security;

import java.util.List;
import java.util.function.Supplier;

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
import org.springframework.util.function.SingletonSupplier;

/**
 * Checks passwords by the managers that an application has for HTTP. They come after all
 * accounts: they do not tell an unknown name from a wrong password, so nobody can come
 * after them.
 */
public final class ManagerChecker implements CredentialsChecker<PasswordCredentials>, Ordered {

	private final SingletonSupplier<List<ReactiveAuthenticationManager>> managers;

	/**
	 * Creates the checker.
	 * @param managers finds the managers, in the order in which they are asked; called
	 * once, when there is something to ask. A {@link PortalAuthentication} among them is
	 * left out: it would ask this one
	 */
	public ManagerChecker(Supplier<List<ReactiveAuthenticationManager>> managers) {
		this.managers = SingletonSupplier
			.of(() -> managers.get().stream().filter((manager) -> !(manager instanceof PortalAuthentication)).toList());
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
		return Flux.fromIterable(this.managers.obtain())
			.concatMap((manager) -> manager.authenticate(presented)
				.onErrorResume(UsernameNotFoundException.class, (ex) -> Mono.empty()), 0)
			.next()
			.map(AvatarId.Named::new);
	}

}
