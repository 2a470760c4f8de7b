/**
 * Auto-configuration of the resolver.
 */
@NullMarked
package dev.torsion.names.autoconfigure.resolver;

import org.jspecify.annotations.NullMarked;
