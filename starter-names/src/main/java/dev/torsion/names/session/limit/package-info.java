/**
 * How much clients get, so that nobody is flooded with answers that he has not asked for.
 */
@NullMarked
package dev.torsion.names.session.limit;

import org.jspecify.annotations.NullMarked;
