/**
 * Connections of a driver whose every publisher goes through a guard, which decides when
 * and where it is subscribed to.
 */
@NullMarked
package dev.torsion.enterprise.client.guard;

import org.jspecify.annotations.NullMarked;
