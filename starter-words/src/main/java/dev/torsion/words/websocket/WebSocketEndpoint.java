package dev.torsion.words.websocket;

import java.time.Duration;
import java.util.List;

import dev.torsion.net.HttpConnection;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.ProtocolFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Conversations of a protocol over WebSocket, to be mapped to a path of WebFlux. A
 * request of a page of another site is answered by 403, one too many by 503. When the
 * application ends it says goodbye to all of them, before the web server waits for their
 * end.
 */
public final class WebSocketEndpoint implements WebHandler, SmartLifecycle {

	private static final Duration GRACE_PERIOD = Duration.ofSeconds(5);

	private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

	private static final Duration POLL = Duration.ofMillis(20);

	private final WebSocketService upgrade = new HandshakeWebSocketService();

	private final OpenConversations open;

	private final WebSocketSettings settings;

	private final Origins origins;

	private final WebSocketAdmission admission;

	private final NetworkServers servers;

	private volatile boolean running;

	/**
	 * Creates the endpoint.
	 * @param settings the rules
	 * @param admission who may begin a conversation
	 * @param servers the application's event loops
	 */
	public WebSocketEndpoint(WebSocketSettings settings, WebSocketAdmission admission, NetworkServers servers) {
		this.settings = settings;
		this.open = new OpenConversations(settings.maxConnections());
		this.origins = new Origins(settings.allowedOrigins());
		this.admission = admission;
		this.servers = servers;
	}

	/**
	 * An endpoint that lets everybody begin a conversation, who says in it who it is.
	 * @param settings the rules
	 * @param protocols opens the conversations
	 * @param servers the application's event loops
	 * @return the endpoint
	 */
	public static WebSocketEndpoint open(WebSocketSettings settings, ProtocolFactory protocols,
			NetworkServers servers) {
		return new WebSocketEndpoint(settings, (exchange) -> Mono.just(protocols), servers);
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		if (!this.origins.allow(exchange.getRequest())) {
			return Mono.error(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
		}
		return this.admission.admit(exchange).flatMap((protocols) -> upgrade(exchange, protocols));
	}

	private Mono<Void> upgrade(ServerWebExchange exchange, ProtocolFactory protocols) {
		HttpConnection connection = this.servers
			.connection(ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()));
		HttpPeer peer = HttpPeer.of(exchange.getRequest(), connection);
		WebSocketConversation conversation = new WebSocketConversation(this.settings, protocols, peer, this.open);
		if (!this.running || !this.open.enter(conversation)) {
			return Mono.error(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
		}
		// Completes with the handshake; from then on the conversation knows when it ends
		return this.upgrade.handleRequest(tidied(exchange), conversation)
			.doOnError((ex) -> this.open.leave(conversation))
			.doOnCancel(conversation::cancelled);
	}

	/** Spring looks for subprotocols without the space that browsers put before them. */
	private static ServerWebExchange tidied(ServerWebExchange exchange) {
		List<String> wanted = exchange.getRequest().getHeaders().getOrEmpty(SUBPROTOCOL);
		if (wanted.isEmpty()) {
			return exchange;
		}
		String tidy = String.join(",", wanted).replaceAll("[ \\t]", "");
		return exchange.mutate().request((request) -> request.header(SUBPROTOCOL, tidy)).build();
	}

	/**
	 * How many conversations there are at this moment.
	 * @return the number
	 */
	public int connections() {
		return this.open.all().size();
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.open.all().forEach(WebSocketConversation::leave);
		Flux.interval(Duration.ZERO, POLL)
			.takeUntil((tick) -> this.open.all().isEmpty())
			.take(GRACE_PERIOD)
			.doFinally((signal) -> {
				this.open.all().forEach(WebSocketConversation::abort);
				callback.run();
			})
			.subscribe();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server, which waits for what is under way. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 512;
	}

}
