/**
 * Text that others have chosen, where people read it.
 */
@NullMarked
package dev.torsion.text;

import org.jspecify.annotations.NullMarked;
