/**
 * Drivers that block their callers.
 */
@NullMarked
package dev.torsion.enterprise.client.blocking;

import org.jspecify.annotations.NullMarked;
