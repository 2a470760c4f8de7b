/**
 * Auto-configuration of the engine of mapped methods.
 */
@NullMarked
package dev.torsion.mapping.autoconfigure;

import org.jspecify.annotations.NullMarked;
