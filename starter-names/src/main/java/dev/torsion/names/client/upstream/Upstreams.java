package dev.torsion.names.client.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.net.ClientTls;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkConnector;
import io.netty.channel.socket.DatagramChannel;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Asks other servers: the fastest first and the next one when it is silent, over UDP and,
 * where that does not do, over TCP. Safe for use by many threads.
 */
public final class Upstreams {

	/** What is known of more servers than these is forgotten. */
	private static final int MAX_SERVERS = 10_000;

	/** Also for how long a server that does without EDNS or case is believed to. */
	private static final Duration MEMORY = Duration.ofMinutes(15);

	private static final Duration TCP_TIMEOUT = Duration.ofSeconds(4);

	private static final int MAX_TRIES = 8;

	private final UpstreamSettings settings;

	private final EventLoop loop;

	private final UdpExchange udp;

	private final TcpExchange tcp;

	private final AtomicInteger queries = new AtomicInteger();

	private final UpstreamTraffic traffic = new UpstreamTraffic();

	private final Cache<UpstreamServer, ServerState> states = Caffeine.newBuilder()
		.maximumSize(MAX_SERVERS)
		.expireAfterWrite(MEMORY)
		.executor(Runnable::run)
		.build();

	/**
	 * Creates the client.
	 * @param settings how servers are asked
	 * @param loop measures time
	 * @param sockets where sockets come from
	 */
	public Upstreams(UpstreamSettings settings, EventLoop loop, Sockets sockets) {
		this.settings = settings;
		this.loop = loop;
		this.udp = new UdpExchange(() -> sockets.clients().bootstrap(DatagramChannel.class), settings.maxNearMisses(),
				this.traffic.nearMisses());
		this.tcp = new TcpExchange(sockets.connector(), sockets::tls, settings.idleTimeout());
	}

	/**
	 * Asks.
	 * @param inquiry what, and whom
	 * @return the first answer that is of use, that is NOERROR or NXDOMAIN; fails with an
	 * {@link UpstreamException} if no server has one
	 */
	public Mono<Message> ask(Inquiry inquiry) {
		return Mono.defer(() -> next(inquiry, candidates(inquiry.servers()).iterator(),
				new UpstreamException(Reason.UNREACHABLE, "There is no server to ask")));
	}

	/**
	 * What has been asked so far.
	 * @return the counters
	 */
	public UpstreamTraffic traffic() {
		return this.traffic;
	}

	/** The order of servers, several times over. */
	private List<UpstreamServer> candidates(List<UpstreamServer> servers) {
		Map<UpstreamServer, Double> scores = new HashMap<>();
		servers.forEach((server) -> scores.put(server, state(server).score()));
		List<UpstreamServer> ordered = new ArrayList<>(scores.keySet());
		ordered.sort(Comparator.comparing(scores::get));
		ordered.stream().skip(1).forEach((server) -> state(server).passedOver());
		List<UpstreamServer> candidates = new ArrayList<>();
		for (int i = 0; i < this.settings.attempts(); i++) {
			candidates.addAll(ordered);
		}
		return candidates.subList(0, Math.min(candidates.size(), MAX_TRIES));
	}

	private ServerState state(UpstreamServer server) {
		return this.states.get(server, (key) -> new ServerState());
	}

	private Mono<Message> next(Inquiry inquiry, Iterator<UpstreamServer> servers, Throwable last) {
		if (!servers.hasNext()) {
			return Mono.error(last);
		}
		UpstreamServer server = servers.next();
		ServerState state = state(server);
		if (!state.enter(this.settings.maxQueriesPerServer())) {
			return next(inquiry, servers,
					new UpstreamException(Reason.BUSY, server + " has too many queries to answer"));
		}
		return admitted(inquiry, server, state).onErrorResume(UpstreamException.class,
				(ex) -> ex.isFinal() ? Mono.error(ex) : next(inquiry, servers, ex));
	}

	/** Within the bounds. */
	private Mono<Message> admitted(Inquiry inquiry, UpstreamServer server, ServerState state) {
		if (this.queries.incrementAndGet() > this.settings.maxQueries()) {
			this.queries.decrementAndGet();
			state.leave();
			return Mono.error(new UpstreamException(Reason.BUSY, "Too many queries wait for an answer"));
		}
		return exchange(inquiry, server, state).doFinally((signal) -> {
			this.queries.decrementAndGet();
			state.leave();
		});
	}

	private Mono<Message> exchange(Inquiry inquiry, UpstreamServer server, ServerState state) {
		OutgoingQuery query = OutgoingQuery.of(inquiry.question(), inquiry.recursionDesired(), state.manner());
		return send(inquiry, server, query).flatMap((answer) -> {
			int rcode = answer.getRcode();
			if (query.isEdns() && (rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP || rcode == Rcode.BADVERS)) {
				state.withoutEdns();
				return send(inquiry, server,
						OutgoingQuery.of(inquiry.question(), inquiry.recursionDesired(), state.manner()));
			}
			return Mono.just(answer);
		}).flatMap((answer) -> checked(inquiry, server, answer));
	}

	private static Mono<Message> checked(Inquiry inquiry, UpstreamServer server, Message answer) {
		int rcode = answer.getRcode();
		if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
			return Mono.error(UpstreamException.ofRcode(server, rcode));
		}
		return inquiry.useful().test(answer) ? Mono.just(answer)
				: Mono.error(new UpstreamException(Reason.USELESS, server + " gave an answer of no use"));
	}

	private Mono<Message> send(Inquiry inquiry, UpstreamServer server, OutgoingQuery query) {
		if (server.tlsName() != null) {
			return overTcp(inquiry, server, query);
		}
		return overUdp(inquiry, server, query)
			.onErrorResume(UpstreamException.class,
					(ex) -> (ex.reason() == Reason.DOUBTFUL) ? overTcp(inquiry, server, query) : Mono.error(ex))
			.flatMap((answer) -> answer.getHeader().getFlag(Flags.TC) ? overTcp(inquiry, server, query)
					: Mono.just(answer));
	}

	private Mono<Message> overUdp(Inquiry inquiry, UpstreamServer server, OutgoingQuery query) {
		return permitted(inquiry, () -> {
			this.traffic.sent().increment();
			Scheduler time = this.loop.scheduler();
			long begun = time.now(TimeUnit.MILLISECONDS);
			ServerState state = state(server);
			return this.udp.ask(server, query)
				.timeout(state.timeout(this.settings.timeout()), time)
				.onErrorMap(TimeoutException.class, (ex) -> silent(server))
				.doOnNext((answer) -> state.answered(time.now(TimeUnit.MILLISECONDS) - begun))
				.doOnError((ex) -> noteSilence(state, ex));
		});
	}

	/**
	 * Over TCP nobody from elsewhere has answered, so the server does not keep the case.
	 */
	private static void noteCase(ServerState state, OutgoingQuery query) {
		if (query.hasLostCase()) {
			state.withoutCase();
		}
	}

	private static void noteSilence(ServerState state, Throwable failure) {
		if (failure instanceof UpstreamException ex && ex.reason() == Reason.UNREACHABLE) {
			state.silent();
		}
	}

	private UpstreamException silent(UpstreamServer server) {
		this.traffic.timeouts().increment();
		return new UpstreamException(Reason.UNREACHABLE, server + " did not answer in time");
	}

	private Mono<Message> overTcp(Inquiry inquiry, UpstreamServer server, OutgoingQuery query) {
		return permitted(inquiry, () -> {
			this.traffic.sentOverTcp().increment();
			ServerState state = state(server);
			return this.tcp.ask(server, query)
				.timeout(TCP_TIMEOUT, this.loop.scheduler())
				.onErrorMap(TimeoutException.class, (ex) -> silent(server))
				.doOnNext((answer) -> noteCase(state, query))
				.doOnError((ex) -> noteSilence(state, ex));
		});
	}

	private static Mono<Message> permitted(Inquiry inquiry, Supplier<Mono<Message>> query) {
		return Mono.defer(() -> inquiry.permit().getAsBoolean() ? query.get()
				: Mono.error(new UpstreamException(Reason.LIMIT, inquiry.question() + " takes too many queries")));
	}

	/**
	 * Where sockets come from.
	 *
	 * @param clients makes sockets for datagrams
	 * @param connector makes connections
	 * @param tls whom to trust
	 */
	public record Sockets(NetworkClients clients, NetworkConnector connector, ClientTls tls) {

	}

}
