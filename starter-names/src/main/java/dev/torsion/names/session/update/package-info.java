/**
 * Updates of zones by messages, RFC 2136, and from code.
 */
@NullMarked
package dev.torsion.names.session.update;

import org.jspecify.annotations.NullMarked;
