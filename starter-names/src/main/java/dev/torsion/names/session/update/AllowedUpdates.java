package dev.torsion.names.session.update;

import java.util.Map;

import dev.torsion.names.DnsUpdate;
import dev.torsion.names.DnsUpdatePolicy;
import dev.torsion.names.session.control.AccessList;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import reactor.core.publisher.Mono;

/**
 * Permits what lists of zones allow.
 */
public final class AllowedUpdates implements DnsUpdatePolicy {

	private final Map<WireName, AccessList> allowed;

	/**
	 * Creates the policy.
	 * @param allowed who may change a zone, by its name; nobody those that are not there
	 */
	public AllowedUpdates(Map<WireName, AccessList> allowed) {
		this.allowed = Map.copyOf(allowed);
	}

	@Override
	public Mono<Boolean> permits(DnsUpdate update) {
		return Mono.just(this.allowed.getOrDefault(Records.name(update.zone()), AccessList.NOBODY)
			.permits(update.client(), update.key()));
	}

}
