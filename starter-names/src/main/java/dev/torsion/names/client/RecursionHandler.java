package dev.torsion.names.client;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.torsion.names.DnsClient;
import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsTransport;
import dev.torsion.net.EventLoop;
import dev.torsion.net.address.AddressRanges;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;

/**
 * Answers what nobody here is an authority for, to clients of the networks that it serves
 * and that want recursion. All others it passes over, so that they are refused; also
 * those who want to know, without recursion, what others have asked for.
 */
public final class RecursionHandler implements DnsHandler, Ordered {

	private final DnsClient resolver;

	private final AddressRanges allowed;

	private final EventLoop loop;

	private final Limits limits;

	private final ConcurrentMap<InetAddress, Integer> waiting = new ConcurrentHashMap<>();

	/**
	 * Creates the handler.
	 * @param resolver finds answers
	 * @param allowed who may ask
	 * @param loop measures time
	 * @param limits what one client may have
	 */
	public RecursionHandler(DnsClient resolver, AddressRanges allowed, EventLoop loop, Limits limits) {
		this.resolver = resolver;
		this.allowed = allowed;
		this.loop = loop;
		this.limits = limits;
	}

	@Override
	public int getOrder() {
		return RESOLVER;
	}

	@Override
	public boolean offersRecursion(InetAddress client) {
		return this.allowed.contains(client);
	}

	@Override
	public Mono<DnsResponse> handle(DnsExchange exchange) {
		InetAddress client = exchange.client().getAddress();
		if (!exchange.recursionDesired() || client == null || !this.allowed.contains(client)) {
			return Mono.empty();
		}
		if (!enter(client)) {
			return Mono.just(DnsResponse.refused().recursive());
		}
		return Mono.defer(() -> answer(exchange)).doFinally((signal) -> leave(client));
	}

	/**
	 * Answers that come late over UDP are not let loose all at once (DNSBomb,
	 * CVE-2024-33655): what the client gets is small, and it asks again.
	 */
	private Mono<DnsResponse> answer(DnsExchange exchange) {
		DnsQuestion question = exchange.question();
		Mono<DnsResponse> answer = this.resolver.query(question).map(DnsResponse::recursive);
		if (exchange.transport() != DnsTransport.UDP) {
			return answer;
		}
		return answer.timeout(this.limits.discard(), Mono.just(DnsResponse.serverFailure().recursive()),
				this.loop.scheduler());
	}

	private boolean enter(InetAddress client) {
		int count = this.waiting.merge(client, 1, (known, one) -> Math.min(known + one, this.limits.maxWaiting() + 1));
		if (count > this.limits.maxWaiting()) {
			leave(client);
			return false;
		}
		return true;
	}

	private void leave(InetAddress client) {
		this.waiting.computeIfPresent(client, (key, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * What one client may have.
	 *
	 * @param discard how late an answer over UDP may be
	 * @param maxWaiting most queries of one address that wait for an answer
	 */
	public record Limits(Duration discard, int maxWaiting) {

		/** What other resolvers have. */
		public static final Limits DEFAULTS = new Limits(Duration.ofMillis(1900), 1000);

	}

}
