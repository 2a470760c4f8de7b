/**
 * Channels of PostgreSQL, listened to on connections outside of the pools.
 */
@NullMarked
package dev.torsion.enterprise.client.listen;

import org.jspecify.annotations.NullMarked;
