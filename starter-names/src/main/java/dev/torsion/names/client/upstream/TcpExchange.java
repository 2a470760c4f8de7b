package dev.torsion.names.client.upstream;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.net.ClientTls;
import dev.torsion.net.NetworkConnector;
import dev.torsion.net.Target;
import org.xbill.DNS.Message;
import reactor.core.publisher.Mono;

/**
 * Queries over TCP and TLS: one connection a server, kept for a while, that all queries
 * share.
 */
final class TcpExchange {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private final NetworkConnector connector;

	private final Supplier<ClientTls> tls;

	private final Duration idleTimeout;

	private final ConcurrentMap<UpstreamServer, Mono<TcpConversation>> conversations = new ConcurrentHashMap<>();

	TcpExchange(NetworkConnector connector, Supplier<ClientTls> tls, Duration idleTimeout) {
		this.connector = connector;
		this.tls = tls;
		this.idleTimeout = idleTimeout;
	}

	/**
	 * Asks.
	 * @param server whom
	 * @param query what
	 * @return the answer, whatever the case of its question; waits for as long as the
	 * connection lasts and nobody cancels it
	 */
	Mono<Message> ask(UpstreamServer server, OutgoingQuery query) {
		return conversation(server).flatMap((conversation) -> conversation.ask(query)
			// A server may close an idle connection while a query is on its way there
			.onErrorResume((ex) -> conversation.isOver(),
					(ex) -> conversation(server).flatMap((another) -> another.ask(query))))
			.onErrorMap((ex) -> !(ex instanceof UpstreamException), (ex) -> unreachable(server, ex));
	}

	private static UpstreamException unreachable(UpstreamServer server, Throwable cause) {
		boolean limit = cause instanceof RejectedExecutionException;
		return new UpstreamException(limit ? Reason.BUSY : Reason.UNREACHABLE,
				server + " cannot be reached over TCP: " + cause.getMessage());
	}

	private Mono<TcpConversation> conversation(UpstreamServer server) {
		return Mono.defer(() -> this.conversations.computeIfAbsent(server, this::connect));
	}

	private Mono<TcpConversation> connect(UpstreamServer server) {
		return this.connector
			.connect(target(server),
					(transport) -> new TcpConversation(transport, server, () -> this.conversations.remove(server)))
			.doOnError((ex) -> this.conversations.remove(server))
			.cache();
	}

	private Target target(UpstreamServer server) {
		Target target = Target.to(server.address().getAddress().getHostAddress(), server.address().getPort())
			.withConnectTimeout(CONNECT_TIMEOUT)
			.withIdleTimeout(this.idleTimeout);
		return (server.tlsName() != null) ? target.withTls(this.tls.get()).withServerName(server.tlsName()) : target;
	}

}
