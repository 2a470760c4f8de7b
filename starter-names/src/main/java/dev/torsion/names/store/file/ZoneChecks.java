package dev.torsion.names.store.file;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.names.zone.ZoneLimits;
import dev.torsion.names.zone.ZoneNode;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what makes a zone work badly though it can be served.
 */
final class ZoneChecks {

	private final Zone zone;

	private final String where;

	private final ZoneLimits limits;

	private final Warnings warnings;

	ZoneChecks(Zone zone, String where, ZoneLimits limits, Warnings warnings) {
		this.zone = zone;
		this.where = where;
		this.limits = limits;
		this.warnings = warnings;
	}

	void check() {
		RRset servers = this.zone.apex().find(RecordTypes.NS);
		if (servers == null) {
			this.warnings.add(this.where, "The zone " + this.zone.origin() + " has no NS record");
		}
		else {
			checkAddresses(this.zone.apex(), servers);
		}
		for (ZoneNode node : this.zone) {
			checkLimits(node);
			RRset delegation = node.isCut() ? node.find(RecordTypes.NS) : null;
			if (delegation != null && !node.isOccluded()) {
				checkAddresses(node, delegation);
			}
			if (node.isRedirected() && node.children() > 0) {
				this.warnings.add(this.where, node.name() + " has a DNAME record, which hides the names below");
			}
		}
	}

	/** Those who copy the zone may refuse it. */
	private void checkLimits(ZoneNode node) {
		try {
			this.limits.check(node.name(), node.sets());
		}
		catch (ZoneException ex) {
			this.warnings.add(this.where, String.valueOf(ex.getMessage()));
		}
	}

	/** Name servers below a cut are found by their glue alone. */
	private void checkAddresses(ZoneNode cut, RRset servers) {
		for (byte[] data : servers.rdatas()) {
			WireName server = WireName.of(data);
			if (server.isWithin(cut.name()) && !isElsewhere(server, cut.name())
					&& !hasAddress(this.zone.find(server))) {
				this.warnings.add(this.where, "The name server " + server + " of " + cut.name() + " has no address");
			}
		}
	}

	/** Whether a zone below the apex or a wildcard would tell the address. */
	private boolean isElsewhere(WireName server, WireName cut) {
		for (WireName name = server; !name.equals(cut); name = name.parent()) {
			ZoneNode node = this.zone.find(name);
			WireName wildcard = name.parent().wildcard();
			if ((node != null && node.isCut()) || (wildcard != null && this.zone.find(wildcard) != null)) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasAddress(@Nullable ZoneNode node) {
		return node != null && (node.find(RecordTypes.A) != null || node.find(RecordTypes.AAAA) != null);
	}

}
