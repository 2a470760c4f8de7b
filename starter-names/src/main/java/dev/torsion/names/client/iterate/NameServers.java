package dev.torsion.names.client.iterate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.cache.Finding.Kind;
import dev.torsion.names.client.cache.Hit;
import dev.torsion.names.client.upstream.UpstreamException;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.names.client.upstream.UpstreamServer;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

/**
 * Finds the addresses of name servers: those that came with the delegation, and only if
 * these do not do others, one after another and not too many.
 */
final class NameServers {

	private static final int IPV4_LENGTH = 4;

	private final IterationSettings settings;

	private final DnsCache cache;

	private final BiFunction<DnsQuestion, Effort, Mono<Finding>> lookup;

	NameServers(IterationSettings settings, DnsCache cache, BiFunction<DnsQuestion, Effort, Mono<Finding>> lookup) {
		this.settings = settings;
		this.cache = cache;
		this.lookup = lookup;
	}

	/**
	 * Asks the servers of a zone.
	 * @param delegation the zone
	 * @param effort for whose sake
	 * @param query asks some of them
	 * @return the answer
	 */
	Mono<Message> ask(Delegation delegation, Effort effort, Function<List<UpstreamServer>, Mono<Message>> query) {
		List<UpstreamServer> told = servers(
				delegation.servers().values().stream().flatMap(Collection::stream).toList());
		List<Name> untold = new ArrayList<>();
		delegation.servers().forEach((name, addresses) -> {
			// Below the zone itself nobody but the parent can say where it is
			if (servers(addresses).isEmpty() && !name.subdomain(delegation.zone())) {
				untold.add(name);
			}
		});
		Collections.shuffle(untold);
		Targets targets = new Targets(untold.subList(0, Math.min(untold.size(), this.settings.maxTargets())), effort,
				query);
		if (told.isEmpty()) {
			return targets.next(0, 0, new UpstreamException(Reason.UNREACHABLE,
					"The name servers of " + delegation.zone() + " have no address"));
		}
		return query.apply(told)
			.onErrorResume(UpstreamException.class, (ex) -> ex.isFinal() ? Mono.error(ex) : targets.next(0, 0, ex));
	}

	private List<UpstreamServer> servers(List<InetAddress> addresses) {
		return addresses.stream()
			.filter(this::isAsked)
			.distinct()
			.map((address) -> UpstreamServer.plain(new InetSocketAddress(address, this.settings.port())))
			.toList();
	}

	private boolean isAsked(InetAddress address) {
		boolean local = address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
				|| address.isMulticastAddress();
		return (this.settings.loopback() || !local)
				&& (this.settings.ipv6() || address.getAddress().length == IPV4_LENGTH);
	}

	private Mono<List<UpstreamServer>> addresses(Name server, Effort effort) {
		return addresses(DnsQuestion.of(server, Type.A), effort)
			.flatMap((found) -> (found.isEmpty() && this.settings.ipv6())
					? addresses(DnsQuestion.of(server, Type.AAAA), effort) : Mono.just(found));
	}

	private Mono<List<UpstreamServer>> addresses(DnsQuestion question, Effort effort) {
		Hit hit = this.cache.find(question);
		if (hit != null && !hit.isStale()) {
			return Mono.just(servers(hit.finding()));
		}
		if (this.cache.hasFailed(question)) {
			return Mono.just(List.of());
		}
		return Mono.fromCallable(() -> effort.below(question, this.settings.maxDepth()))
			.flatMap((below) -> this.lookup.apply(question, below))
			.doOnNext((finding) -> this.cache.put(question, finding))
			.map(this::servers)
			.onErrorResume(UpstreamException.class, (ex) -> {
				if (ex.isFinal()) {
					return Mono.error(ex);
				}
				this.cache.failed(question);
				return Mono.just(List.of());
			});
	}

	/** A name server that is an alias is none, RFC 2181 section 10.3. */
	private List<UpstreamServer> servers(Finding finding) {
		return (finding.kind() == Kind.RECORDS)
				? servers(finding.records().stream().flatMap(Delegation::address).toList()) : List.of();
	}

	/** Name servers that have to be looked up before they can be asked. */
	private final class Targets {

		private final List<Name> names;

		private final Effort effort;

		private final Function<List<UpstreamServer>, Mono<Message>> query;

		Targets(List<Name> names, Effort effort, Function<List<UpstreamServer>, Mono<Message>> query) {
			this.names = names;
			this.effort = effort;
			this.query = query;
		}

		Mono<Message> next(int index, int missing, UpstreamException last) {
			if (index >= this.names.size() || missing >= NameServers.this.settings.maxMissingTargets()) {
				return Mono.error(last);
			}
			return addresses(this.names.get(index), this.effort)
				.flatMap((found) -> found.isEmpty() ? next(index + 1, missing + 1, last)
						: this.query.apply(found)
							.onErrorResume(UpstreamException.class,
									(ex) -> ex.isFinal() ? Mono.error(ex) : next(index + 1, missing, ex)));
		}

	}

}
