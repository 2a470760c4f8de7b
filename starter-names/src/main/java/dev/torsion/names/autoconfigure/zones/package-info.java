/**
 * Auto-configuration of zones: where they come from, and who sees them.
 */
@NullMarked
package dev.torsion.names.autoconfigure.zones;

import org.jspecify.annotations.NullMarked;
