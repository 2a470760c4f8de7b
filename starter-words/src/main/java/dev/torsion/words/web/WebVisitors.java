package dev.torsion.words.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.torsion.net.ProtocolFactory;
import dev.torsion.words.web.session.Visitor;
import dev.torsion.words.web.session.WebDoor;
import dev.torsion.words.websocket.WebSocketAdmission;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets pages in by who has logged in at the web server: a page has to have done so, by
 * whatever way the application's security knows, before it connects. Who has not is
 * answered by 401 unless guests are let in.
 */
public final class WebVisitors implements WebSocketAdmission {

	private static final String ROLE = "ROLE_";

	private final WebDoor door;

	private final boolean guests;

	/**
	 * Creates the admission.
	 * @param door the door of pages
	 * @param guests whether who has not logged in is let in
	 */
	public WebVisitors(WebDoor door, boolean guests) {
		this.door = door;
		this.guests = guests;
	}

	@Override
	public Mono<ProtocolFactory> admit(ServerWebExchange exchange) {
		InetAddress address = address(exchange.getRequest().getRemoteAddress());
		return exchange.getPrincipal()
			.filter(WebVisitors::isKnown)
			.map((principal) -> new Visitor(principal.getName(), roles(principal), address))
			.switchIfEmpty(Mono.defer(() -> this.guests ? Mono.just(new Visitor(null, Set.of(), address))
					: Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED))))
			.map((visitor) -> (transport) -> this.door.open(visitor, transport));
	}

	private static @Nullable InetAddress address(@Nullable InetSocketAddress address) {
		return (address != null) ? address.getAddress() : null;
	}

	private static boolean isKnown(Principal principal) {
		return !(principal instanceof AnonymousAuthenticationToken)
				&& (!(principal instanceof Authentication authentication) || authentication.isAuthenticated());
	}

	private static Set<String> roles(Principal principal) {
		return (principal instanceof Authentication authentication) ? authentication.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter(Objects::nonNull)
			.filter((authority) -> authority.startsWith(ROLE))
			.map((authority) -> authority.substring(ROLE.length()))
			.collect(Collectors.toUnmodifiableSet()) : Set.of();
	}

}
