/**
 * Tests against programs of others.
 */
@NullMarked
package dev.torsion.interop;

import org.jspecify.annotations.NullMarked;
