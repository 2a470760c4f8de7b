/**
 * Finds answers from the root on, asking authorities only, with all the limits that keep
 * one query from costing others many.
 */
@NullMarked
package dev.torsion.names.client.iterate;

import org.jspecify.annotations.NullMarked;
