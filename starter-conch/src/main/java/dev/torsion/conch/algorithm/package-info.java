/**
 * Which algorithms a server or client offers, and in which order.
 */
@NullMarked
package dev.torsion.conch.algorithm;

import org.jspecify.annotations.NullMarked;
