/**
 * Zones that are exchanged with the name servers of others.
 */
@NullMarked
package dev.torsion.names.exchange;

import org.jspecify.annotations.NullMarked;
