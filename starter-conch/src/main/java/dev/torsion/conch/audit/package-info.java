/**
 * Who ran what.
 */
@NullMarked
package dev.torsion.conch.audit;

import org.jspecify.annotations.NullMarked;
