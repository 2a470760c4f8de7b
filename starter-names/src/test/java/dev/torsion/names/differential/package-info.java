/**
 * The same generated queries for several name servers with the same zones: each
 * difference between their answers has a reason, or is a mistake.
 */
@NullMarked
package dev.torsion.names.differential;

import org.jspecify.annotations.NullMarked;
