package dev.torsion.cred.security;

import java.net.SocketAddress;

import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.web.server.ServerWebExchange;

/**
 * The portal as Spring Security asks it, for names and passwords that come by HTTP: the
 * form, HTTP Basic. Each is a login of its own, of the protocol {@code http}, and logged
 * out at once: a session of HTTP is Spring Security's.
 */
public final class PortalAuthentication implements ReactiveAuthenticationManager {

	private static final String PROTOCOL = "http";

	private final Portal portal;

	/**
	 * Creates the manager.
	 * @param portal where to log in
	 */
	public PortalAuthentication(Portal portal) {
		this.portal = portal;
	}

	/**
	 * Logs in by name and password. The peer is that of the request in Reactor's context,
	 * where Spring Security puts it.
	 * @param authentication the name and the password
	 * @return who it is, with the authority {@code FACTOR_PASSWORD}; empty for anything
	 * but a name and a password. Fails as {@link Portal#login} does
	 */
	@Override
	public Mono<Authentication> authenticate(Authentication authentication) {
		if (!(authentication instanceof UsernamePasswordAuthenticationToken presented)
				|| presented.getCredentials() == null) {
			return Mono.empty();
		}
		PasswordCredentials credentials = new PasswordCredentials(presented.getName(),
				presented.getCredentials().toString());
		return Mono.deferContextual((context) -> this.portal
			.login(credentials, LoginContext.from(PROTOCOL, peer(context)), Authentication.class)
			.flatMap((login) -> login.logout().thenReturn(factored(login))));
	}

	private static Authentication factored(Login<Authentication> login) {
		return login.avatar()
			.toBuilder()
			.authorities((authorities) -> authorities
				.add(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)))
			.build();
	}

	private static @Nullable SocketAddress peer(ContextView context) {
		return context.<ServerWebExchange>getOrEmpty(ServerWebExchange.class)
			.map((exchange) -> exchange.getRequest().getRemoteAddress())
			.orElse(null);
	}

}
