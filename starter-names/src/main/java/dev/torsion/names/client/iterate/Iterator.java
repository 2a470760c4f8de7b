package dev.torsion.names.client.iterate;

import java.util.List;
import java.util.function.LongSupplier;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.Budget;
import dev.torsion.names.client.Source;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.upstream.Upstreams;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

/**
 * Finds things out from the root on, RFC 1034 section 5.3.3.
 */
public final class Iterator implements Source {

	private final Upstreams upstreams;

	private final IterationSettings settings;

	private final RootHints hints;

	private final Delegations delegations;

	private final NameServers servers;

	/**
	 * Creates the iterator.
	 * @param upstreams how authorities are asked
	 * @param settings how far an iteration goes
	 * @param hints where it begins
	 * @param memory what is remembered of addresses of name servers, and the time
	 */
	public Iterator(Upstreams upstreams, IterationSettings settings, RootHints hints, Memory memory) {
		this.upstreams = upstreams;
		this.settings = settings;
		this.hints = hints;
		this.delegations = new Delegations(memory.clock());
		this.servers = new NameServers(settings, memory.cache(), this::iterate);
	}

	Upstreams upstreams() {
		return this.upstreams;
	}

	IterationSettings settings() {
		return this.settings;
	}

	Delegations delegations() {
		return this.delegations;
	}

	@Override
	public Mono<List<Found>> fetch(DnsQuestion question, Budget budget) {
		return iterate(question, Effort.of(question, budget)).map((finding) -> List.of(new Found(question, finding)));
	}

	private Mono<Finding> iterate(DnsQuestion question, Effort effort) {
		return Mono.defer(() -> {
			Iteration iteration = new Iteration(this, this.servers, effort);
			Delegation known = this.delegations.find(Iteration.zoneOf(question));
			return (known != null) ? iteration.from(known) : prime(effort).flatMap(iteration::from);
		});
	}

	/** Asks who has the root, RFC 8109; if nobody says so, the hints are as good. */
	private Mono<Delegation> prime(Effort effort) {
		DnsQuestion root = DnsQuestion.of(Name.root, Type.NS);
		Effort priming = Effort.of(root, effort.budget());
		return new Iteration(this, this.servers, priming).ask(root, this.hints.delegation())
			.map(this::primed)
			.filter((delegation) -> !delegation.servers().isEmpty())
			.doOnNext(this.delegations::put)
			.onErrorResume((ex) -> Mono.empty())
			.defaultIfEmpty(this.hints.delegation());
	}

	private Delegation primed(Message message) {
		Message referral = message.clone();
		for (Record record : message.getSection(Section.ANSWER)) {
			if (record instanceof NSRecord) {
				referral.addRecord(record, Section.AUTHORITY);
			}
		}
		Delegation told = Delegation.of(referral, Name.root, Name.root, this.settings.maxServers());
		boolean usable = told.servers().values().stream().anyMatch((addresses) -> !addresses.isEmpty());
		return usable ? told : new Delegation(Name.root, this.hints.servers(), told.ttl());
	}

	/**
	 * What an iterator remembers.
	 *
	 * @param cache where addresses of name servers are remembered
	 * @param clock the time in milliseconds
	 */
	public record Memory(DnsCache cache, LongSupplier clock) {

	}

}
