package dev.torsion.names.client.iterate;

import java.util.List;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.upstream.Inquiry;
import dev.torsion.names.client.upstream.UpstreamException;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.names.client.upstream.UpstreamServer;
import dev.torsion.names.client.upstream.Upstreams;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

/**
 * One question on its way down from the root.
 */
final class Iteration {

	private final Upstreams upstreams;

	private final IterationSettings settings;

	private final Delegations delegations;

	private final NameServers servers;

	private final Effort effort;

	private final DnsQuestion question;

	private final Minimization minimization;

	Iteration(Iterator origin, NameServers servers, Effort effort) {
		this.upstreams = origin.upstreams();
		this.settings = origin.settings();
		this.delegations = origin.delegations();
		this.servers = servers;
		this.effort = effort;
		this.question = effort.question();
		this.minimization = new Minimization(this.question);
	}

	/**
	 * Goes down from a zone.
	 * @param delegation who has it
	 * @return what was found
	 */
	Mono<Finding> from(Delegation delegation) {
		DnsQuestion asked = this.minimization.next(delegation.zone());
		return ask(asked, delegation)
			.onErrorResume(UpstreamException.class, (ex) -> isWorthTheWhole(ex) ? Mono.empty() : Mono.error(ex))
			.doOnError(UpstreamException.class, (ex) -> forget(delegation, ex))
			.flatMap((message) -> read(delegation, asked, message))
			.switchIfEmpty(Mono.defer(() -> whole(delegation)));
	}

	/** Some servers cannot answer what nobody else asks them. */
	private boolean isWorthTheWhole(UpstreamException failure) {
		boolean answered = failure.reason() == Reason.FAILED || failure.reason() == Reason.USELESS;
		return answered && !this.minimization.isWhole();
	}

	private Mono<Finding> whole(Delegation delegation) {
		this.minimization.giveUp();
		return from(delegation);
	}

	/** Its servers may have moved, which the parent knows. */
	private void forget(Delegation delegation, UpstreamException failure) {
		if (!failure.isFinal()) {
			this.delegations.forget(delegation.zone());
		}
	}

	/**
	 * Asks the servers of a zone.
	 * @param asked what
	 * @param delegation who has the zone
	 * @return the answer, which is of use
	 */
	Mono<Message> ask(DnsQuestion asked, Delegation delegation) {
		return this.servers.ask(delegation, this.effort, (addresses) -> ask(delegation.zone(), asked, addresses));
	}

	private Mono<Message> ask(Name zone, DnsQuestion asked, List<UpstreamServer> addresses) {
		return this.upstreams
			.ask(new Inquiry(addresses, asked, false, (message) -> Reading.of(message, zone, asked).isUseful(),
					() -> this.effort.spend(this.settings.maxSent())));
	}

	private Mono<Finding> read(Delegation delegation, DnsQuestion asked, Message message) {
		Reading reading = Reading.of(message, delegation.zone(), asked);
		Finding finding = reading.finding();
		if (reading.referral() != null) {
			Delegation below = Delegation.of(message, reading.referral(), delegation.zone(),
					this.settings.maxServers());
			this.delegations.put(below);
			this.minimization.referred(below.zone());
			return Mono.defer(() -> from(below));
		}
		if (finding != null && this.minimization.isWhole()) {
			return Mono.just(finding);
		}
		boolean denied = finding != null && finding.kind() == Finding.Kind.NX_DOMAIN;
		return denied ? whole(delegation) : Mono.defer(() -> from(delegation));
	}

	/**
	 * The name whose zone answers: that of a DS is the parent's, RFC 4035 section
	 * 3.1.4.1.
	 */
	static Name zoneOf(DnsQuestion question) {
		Name name = question.name();
		return (question.type() == Type.DS && name.labels() > 1) ? new Name(name, 1) : name;
	}

}
