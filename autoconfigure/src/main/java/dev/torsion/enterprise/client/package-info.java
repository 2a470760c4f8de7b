/**
 * The drivers beneath the pools: on which threads they work, and how a statement that
 * nobody waits for any more is stopped.
 */
@NullMarked
package dev.torsion.enterprise.client;

import org.jspecify.annotations.NullMarked;
