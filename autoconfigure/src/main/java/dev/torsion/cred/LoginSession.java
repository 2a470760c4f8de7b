package dev.torsion.cred;

import dev.torsion.net.Transport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;

/**
 * Who the peer of one connection is: nobody yet, somebody, or nobody any more. Every
 * protocol with logins has one for each connection. While somebody is logged in, the
 * steps of the protocol have the authentication in Reactor's context, so that method
 * security works in whatever they call. For the event loop of the connection only.
 */
public final class LoginSession {

	private final Portal portal;

	private final String protocol;

	private final Transport transport;

	private @Nullable Login<?> login;

	private boolean ended;

	/**
	 * Begins with nobody.
	 * @param portal where to log in
	 * @param protocol the protocol, in lower case
	 * @param transport the connection
	 */
	public LoginSession(Portal portal, String protocol, Transport transport) {
		this.portal = portal;
		this.protocol = protocol;
		this.transport = transport;
	}

	/**
	 * Where a login would come from, as the connection is now.
	 * @return the context
	 */
	public LoginContext context() {
		return LoginContext.of(this.protocol, this.transport);
	}

	/**
	 * Who is logged in.
	 * @return who it is, {@code null} if nobody has logged in
	 */
	public @Nullable AvatarId id() {
		return (this.login != null) ? this.login.id() : null;
	}

	/**
	 * Logs the peer in, in the place of whoever it has been.
	 * @param <A> the type of the avatar
	 * @param credentials what the peer presents
	 * @param avatar the type of the avatar, as {@link Portal#login} has it
	 * @return the avatar, on the event loop; fails as {@link Portal#login} does
	 */
	public <A> Mono<A> login(Credentials credentials, Class<A> avatar) {
		return this.portal.login(credentials, context(), avatar)
			.publishOn(this.transport.eventLoop().scheduler())
			.doOnDiscard(Login.class, LoginSession::forget)
			.map(this::begin);
	}

	private <A> A begin(Login<A> begun) {
		if (this.ended) {
			forget(begun);
		}
		else {
			logout();
			this.login = begun;
			this.transport.setContext(ReactiveSecurityContextHolder.withAuthentication(begun.id().authentication()));
		}
		return begun.avatar();
	}

	/**
	 * Logs out, if anybody is logged in. The connection goes on.
	 */
	public void logout() {
		Login<?> current = this.login;
		if (current != null) {
			this.login = null;
			this.transport.setContext(Context.empty());
			forget(current);
		}
	}

	/**
	 * Logs out for good: to be called when the connection has ended.
	 */
	public void end() {
		this.ended = true;
		logout();
	}

	private static void forget(Login<?> login) {
		login.logout().subscribe();
	}

}
