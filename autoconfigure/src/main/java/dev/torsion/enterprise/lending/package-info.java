/**
 * Connections of a pool, none of which is lost when whoever wants one leaves.
 * <p>
 * A pool of R2DBC takes a connection back when the subscription is cancelled by which it
 * was asked for, even if the connection was handed over before and is in use; and what
 * begins transactions in Spring gives nothing back when it is cancelled. So a
 * cancellation reaches the pool only until it has handed over, and the begin of a
 * transaction not at all.
 */
@NullMarked
package dev.torsion.enterprise.lending;

import org.jspecify.annotations.NullMarked;
