package dev.torsion.names.client.transfer;

import java.time.Duration;

/**
 * Bounds of the transfers of zones from others.
 *
 * @param maxIncoming the most at a time; others wait
 * @param maxRecords the most records of a zone
 * @param maxBytes the most bytes of its messages
 * @param maxTime how long one may take
 * @param timeout how long a server may be silent
 */
public record TransferLimits(int maxIncoming, int maxRecords, long maxBytes, Duration maxTime, Duration timeout) {

}
