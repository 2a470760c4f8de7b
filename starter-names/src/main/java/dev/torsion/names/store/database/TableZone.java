package dev.torsion.names.store.database;

import java.time.Clock;

import dev.torsion.names.store.ZoneStatus;
import dev.torsion.names.store.ZoneTarget;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One zone of the tables: which version is served, and which one was looked at last. Of
 * versions that are read at the same time the one whose reading began last stays. Safe
 * for use by many threads.
 */
final class TableZone {

	private static final Log logger = LogFactory.getLog(TableZone.class);

	private final WireName origin;

	private final String name;

	private final Clock clock;

	private volatile ZoneStatus status;

	private @Nullable Long seen;

	private long begun;

	private long ended;

	private boolean removed;

	TableZone(WireName origin, String name, Clock clock) {
		this.origin = origin;
		this.name = name;
		this.clock = clock;
		this.status = ZoneStatus.missing(origin, "dns_zone", "Not read yet");
	}

	WireName origin() {
		return this.origin;
	}

	/** The name as the table has it. */
	String name() {
		return this.name;
	}

	ZoneStatus status() {
		return this.status;
	}

	synchronized boolean isChanged(long serial) {
		return this.seen == null || this.seen != serial;
	}

	synchronized long begin() {
		return ++this.begun;
	}

	/** Serves what was read. */
	synchronized ZoneStatus end(long reading, long serial, Zone zone, ZoneTarget target) {
		if (reading > this.ended && !this.removed) {
			this.ended = reading;
			this.seen = serial;
			try {
				target.publish(zone);
				this.status = new ZoneStatus(this.origin, "dns_zone", this.clock.instant(), null);
				logger.info("Zone " + zone + " read from dns_zone");
			}
			catch (ZoneException ex) {
				fail(ex, target);
			}
		}
		return this.status;
	}

	/** Keeps the version that is served, as what was read is none. */
	synchronized ZoneStatus end(long reading, long serial, ZoneException problem, ZoneTarget target) {
		if (reading > this.ended && !this.removed) {
			this.ended = reading;
			this.seen = serial;
			fail(problem, target);
		}
		return this.status;
	}

	private void fail(ZoneException problem, ZoneTarget target) {
		boolean served = this.status.since() != null;
		logger
			.error("Zone " + this.origin + (served ? " stays as it was: " : " is not served: ") + problem.getMessage());
		this.status = this.status.broken(String.valueOf(problem.getMessage()));
		if (!served) {
			target.withdraw(this.origin);
		}
	}

	synchronized void remove(ZoneTarget target) {
		this.removed = true;
		target.remove(this.origin);
	}

}
