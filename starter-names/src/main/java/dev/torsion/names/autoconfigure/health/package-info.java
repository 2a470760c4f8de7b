/**
 * Auto-configuration of what the DNS server tells its operators: health, meters, the
 * {@code dns} endpoint.
 */
@NullMarked
package dev.torsion.names.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
