package dev.torsion.names.session.control;

import java.time.Duration;

/**
 * Bounds of the transfers of our zones to others.
 *
 * @param maxOutgoing the most at a time
 * @param maxTime how long one may take, however slowly its client reads
 */
public record TransferSettings(int maxOutgoing, Duration maxTime) {

}
