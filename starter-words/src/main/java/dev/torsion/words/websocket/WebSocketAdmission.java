package dev.torsion.words.websocket;

import dev.torsion.net.ProtocolFactory;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * Who may begin a conversation, and which.
 */
@FunctionalInterface
public interface WebSocketAdmission {

	/**
	 * Decides about a client that wants to connect.
	 * @param exchange its request
	 * @return opens the conversation; fails with an
	 * {@link org.springframework.web.server.ResponseStatusException} if there is to be
	 * none
	 */
	Mono<ProtocolFactory> admit(ServerWebExchange exchange);

}
