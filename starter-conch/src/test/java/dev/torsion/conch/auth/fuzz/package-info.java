/**
 * Any bytes as what clients and files say.
 */
@NullMarked
package dev.torsion.conch.auth.fuzz;

import org.jspecify.annotations.NullMarked;
