package dev.torsion.net;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.torsion.net.proxy.TrustedPeers;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;

/**
 * Makes connections when they are wanted, to whatever host, and holds a conversation on
 * each: for a mail relay, a resolver, a proxy. Declare it as a bean, made by
 * {@link NetworkClients#connector}, and its connections have limits, meters and a goodbye
 * when the application stops; then it makes no new ones. Safe for use by many threads.
 */
public final class NetworkConnector implements ConnectionSource, SmartLifecycle {

	/** Started before the listeners that may need it, and stopped after them. */
	public static final int PHASE = PortListener.PHASE - 2048;

	/** A name may have hundreds of addresses; no more than these are worth the wait. */
	private static final int MAX_ADDRESSES = 8;

	private final String name;

	private final NetworkRuntime runtime;

	private final NameLookup names;

	private final int maxConnections;

	private final ConnectionGate gate;

	private final AtomicInteger opening = new AtomicInteger();

	private volatile boolean running;

	private volatile boolean stopped;

	NetworkConnector(String name, NetworkRuntime runtime, NameLookup names, int maxConnections) {
		this.name = name;
		this.runtime = runtime;
		this.names = names;
		this.maxConnections = maxConnections;
		this.gate = new ConnectionGate(
				new Admission(maxConnections, maxConnections, TrustedPeers.NONE, Duration.ZERO, null));
	}

	/**
	 * Connects, and begins a conversation. The addresses of a name are tried one after
	 * another, IPv6 and IPv4 by turns, until one accepts; there are no second attempts.
	 * @param target where and how to connect
	 * @param protocols opens our side of the conversation, on the connection's event loop
	 * @param <P> the type of the protocol
	 * @return our side, on the connection's event loop, as soon as the conversation has
	 * begun (for implicit TLS: after the handshake). Cancelled before that it leaves
	 * nothing behind; from then on the connection is the protocol's to close. Fails with
	 * an {@link UnknownHostException}, {@link ConnectException} or
	 * {@link javax.net.ssl.SSLException} that names host, address and reason, and with a
	 * {@link RejectedExecutionException} at the limit of connections or when the
	 * application stops
	 */
	public <P extends Protocol> Mono<P> connect(Target target, Function<? super Transport, ? extends P> protocols) {
		return this.<P>open(target, protocols).map(Opened::protocol);
	}

	<P extends Protocol> Mono<Opened<P>> open(Target target, Function<? super Transport, ? extends P> protocols) {
		return Mono.defer(() -> {
			if (this.opening.getAndUpdate(this::oneMore) >= this.maxConnections) {
				this.gate.traffic().count(ConnectionError.TOO_MANY_CONNECTIONS);
				return Mono.error(new RejectedExecutionException(
						"'" + this.name + "' is making " + this.maxConnections + " connections already"));
			}
			return first(target, new Dialer<P>(this, target, protocols))
				.doFinally((signal) -> this.opening.decrementAndGet());
		}).doOnError(NetworkConnector::isConnectFailure, (ex) -> this.gate.traffic().count(ConnectionError.CONNECT));
	}

	private int oneMore(int count) {
		return Math.min(count + 1, this.maxConnections);
	}

	private static boolean isConnectFailure(Throwable cause) {
		return cause instanceof ConnectException || cause instanceof UnknownHostException;
	}

	private <P extends Protocol> Mono<Opened<P>> first(Target target, Dialer<P> dialer) {
		return addresses(target).flatMap((addresses) -> {
			Mono<Opened<P>> opened = Mono
				.error(() -> ConnectFailure.ofLookup(target, new UnknownHostException("it has no address")));
			for (int i = 0; i < addresses.size(); i++) {
				Mono<Opened<P>> dialed = dialer.dial(new InetSocketAddress(addresses.get(i), target.port()));
				opened = (i == 0) ? dialed : opened.onErrorResume(ConnectException.class, (ex) -> dialed);
			}
			return opened;
		});
	}

	private Mono<List<InetAddress>> addresses(Target target) {
		String host = target.host();
		if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
			return Mono.fromCallable(() -> List.of(InetAddress.getByName(host)));
		}
		return this.names.addresses(host)
			.timeout(target.connectTimeout(), this.runtime.anyEventLoop().scheduler())
			.map(NetworkConnector::byTurns)
			.onErrorMap((ex) -> ConnectFailure.ofLookup(target, ex));
	}

	/**
	 * As RFC 8305 section 4 has it, so that a family that is cut off costs one attempt.
	 */
	static List<InetAddress> byTurns(List<InetAddress> addresses) {
		Deque<InetAddress> first = new ArrayDeque<>();
		Deque<InetAddress> other = new ArrayDeque<>();
		addresses.forEach((address) -> (isOf(address, addresses.get(0)) ? first : other).add(address));
		List<InetAddress> ordered = new ArrayList<>();
		while (ordered.size() < Math.min(addresses.size(), MAX_ADDRESSES)) {
			Deque<InetAddress> next = (ordered.size() % 2 == 0) ? first : other;
			ordered.add((next.isEmpty() ? (next == first ? other : first) : next).remove());
		}
		return ordered;
	}

	private static boolean isOf(InetAddress address, InetAddress family) {
		return address.getAddress().length == family.getAddress().length;
	}

	boolean admit(Channel channel) {
		Passage passage = new Passage();
		if (!this.stopped) {
			this.gate.receive(channel, passage);
		}
		return passage.granted;
	}

	ConnectionHandler handler(Channel channel, ConnectionSettings settings) {
		return new ConnectionHandler(channel, settings, this.runtime.eventLoop(channel.eventLoop()),
				this.gate.traffic());
	}

	NetworkRuntime runtime() {
		return this.runtime;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Traffic traffic() {
		return this.gate.traffic();
	}

	@Override
	public Collection<Connection> connections() {
		return this.gate.connections();
	}

	@Override
	public void start() {
		this.stopped = false;
		this.running = true;
	}

	@Override
	public void stop() {
		leave().join();
	}

	@Override
	public void stop(Runnable callback) {
		leave().whenComplete((nothing, failure) -> callback.run());
	}

	CompletableFuture<Void> leave() {
		this.running = false;
		this.stopped = true;
		return Goodbye.to(connections(), this.runtime.settings().gracePeriod());
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	/** Whether a connection may be had, which is known at once where no proxy is. */
	private static final class Passage implements ConnectionGate.Host {

		private boolean granted;

		@Override
		public void admitted(Connection connection) {
			this.granted = true;
		}

		@Override
		public void refused(Channel channel, ConnectionError limit) {
			this.granted = false;
		}

	}

}
