package dev.torsion.names.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.client.Source.Found;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.cache.Finding.Kind;
import dev.torsion.names.client.cache.Hit;
import dev.torsion.names.client.cache.Hit.Freshness;
import dev.torsion.names.client.upstream.UpstreamException;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One answer in the making: from the cache where it can be, from alias to alias.
 */
final class Chase {

	/** As BIND and Unbound have it. */
	private static final int MAX_ALIASES = 11;

	private final DnsCache cache;

	private final Fetches fetches;

	private final Scheduler time;

	private final Duration staleAfter;

	private final Budget budget;

	private final long begun;

	private final List<Record> answer = new ArrayList<>();

	private final Set<Name> seen = new HashSet<>();

	private boolean stale;

	Chase(DnsCache cache, Fetches fetches, Scheduler time, ClientSettings settings) {
		this.cache = cache;
		this.fetches = fetches;
		this.time = time;
		this.staleAfter = settings.staleAfter();
		this.budget = new Budget(settings.maxQueries());
		this.begun = time.now(TimeUnit.MILLISECONDS);
	}

	/** Answers from the cache, or whoever knows. */
	Mono<DnsResponse> run(DnsQuestion question) {
		Hit hit = this.cache.find(question);
		if (hit != null && !hit.isStale()) {
			if (hit.freshness() == Freshness.DUE) {
				this.fetches.refresh(question);
			}
			return follow(question, hit.finding());
		}
		if (this.cache.hasFailed(question)) {
			return failed(question, hit, new UpstreamException(Reason.FAILED, question + " has failed just now"));
		}
		Mono<List<Found>> fetched = this.fetches.fetch(question, this.budget);
		return ((hit != null) ? fetched.timeout(patience(), this.time) : fetched).map(Outcome::of)
			.onErrorResume((ex) -> Mono.just(new Outcome(null, ex)))
			.flatMap((outcome) -> (outcome.chain() != null) ? follow(outcome.chain(), 0)
					: failed(question, hit, outcome.failure()));
	}

	private Duration patience() {
		long waited = this.time.now(TimeUnit.MILLISECONDS) - this.begun;
		return Duration.ofMillis(Math.max(0, this.staleAfter.toMillis() - waited));
	}

	private Mono<DnsResponse> follow(List<Found> chain, int index) {
		Found found = chain.get(index);
		CNAMERecord alias = found.finding().alias();
		if (alias == null || index == chain.size() - 1) {
			return follow(found.question(), found.finding());
		}
		return taken(found.question(), alias) ? follow(chain, index + 1) : endless();
	}

	private Mono<DnsResponse> follow(DnsQuestion question, Finding finding) {
		CNAMERecord alias = finding.alias();
		if (alias == null || question.type() == alias.getType()) {
			return Mono.just(response(finding));
		}
		if (!taken(question, alias)) {
			return endless();
		}
		DnsQuestion next = DnsQuestion.of(alias.getTarget(), question.type());
		return Mono.defer(() -> run(next));
	}

	private boolean taken(DnsQuestion question, CNAMERecord alias) {
		this.answer.add(alias);
		this.seen.add(question.name());
		return this.answer.size() <= MAX_ALIASES && !this.seen.contains(alias.getTarget());
	}

	private static Mono<DnsResponse> endless() {
		return Mono.just(DnsResponse.serverFailure().recursive());
	}

	private DnsResponse response(Finding finding) {
		this.answer.addAll(finding.records());
		int rcode = (finding.kind() == Kind.NX_DOMAIN) ? Rcode.NXDOMAIN : Rcode.NOERROR;
		List<Record> authority = (finding.soa() != null) ? List.of(finding.soa()) : List.of();
		return new DnsResponse(rcode, false, true, this.answer, authority, List.of(),
				this.stale ? ExtendedError.STALE : null);
	}

	private Mono<DnsResponse> failed(DnsQuestion question, @Nullable Hit hit, @Nullable Throwable cause) {
		if (hit != null) {
			this.stale = true;
			return follow(question, hit.finding());
		}
		boolean unreachable = cause instanceof TimeoutException
				|| cause instanceof UpstreamException ex && ex.reason() == Reason.UNREACHABLE;
		DnsResponse failure = DnsResponse.serverFailure().recursive();
		return Mono.just(unreachable ? failure.withError(ExtendedError.NO_REACHABLE_AUTHORITY) : failure);
	}

	/** What a fetch has ended with. */
	private record Outcome(@Nullable List<Found> chain, @Nullable Throwable failure) {

		static Outcome of(List<Found> chain) {
			return new Outcome(chain, null);
		}

	}

}
