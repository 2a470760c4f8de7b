/**
 * Databases, asked without blocking: adbapi's verbs on R2DBC.
 * <p>
 * A {@link dev.torsion.enterprise.Database} is a pool of connections with the verbs
 * query, operation, interaction and connection.
 */
@NullMarked
package dev.torsion.enterprise;

import org.jspecify.annotations.NullMarked;
