/**
 * Where zones come from and are kept: files, properties, databases, primaries.
 */
@NullMarked
package dev.torsion.names.store;

import org.jspecify.annotations.NullMarked;
