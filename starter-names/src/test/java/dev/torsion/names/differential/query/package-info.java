/**
 * Queries for a differential run, ordinary and odd ones, that are the same in each run.
 */
@NullMarked
package dev.torsion.names.differential.query;

import org.jspecify.annotations.NullMarked;
