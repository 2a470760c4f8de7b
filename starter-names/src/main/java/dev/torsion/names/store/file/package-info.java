/**
 * Zones from zone files (RFC 1035 section 5) and from lines of the configuration: read,
 * checked, and read again when they change.
 */
@NullMarked
package dev.torsion.names.store.file;

import org.jspecify.annotations.NullMarked;
