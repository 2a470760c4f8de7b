package dev.torsion.names.client.transfer;

import java.time.Duration;

import dev.torsion.names.zone.ZoneLimits;

/**
 * Bounds of the transfers of zones from others.
 *
 * @param maxIncoming the most at a time; others wait
 * @param maxRecords the most records of a zone
 * @param maxBytes the most bytes of its messages
 * @param maxTime how long one may take
 * @param timeout how long a server may be silent
 * @param names how much a name of a zone may own
 */
public record TransferLimits(int maxIncoming, int maxRecords, long maxBytes, Duration maxTime, Duration timeout,
		ZoneLimits names) {

	/**
	 * Bounds of the transfers of zones whose names may own anything.
	 * @param maxIncoming the most at a time; others wait
	 * @param maxRecords the most records of a zone
	 * @param maxBytes the most bytes of its messages
	 * @param maxTime how long one may take
	 * @param timeout how long a server may be silent
	 */
	public TransferLimits(int maxIncoming, int maxRecords, long maxBytes, Duration maxTime, Duration timeout) {
		this(maxIncoming, maxRecords, maxBytes, maxTime, timeout, ZoneLimits.NONE);
	}

}
