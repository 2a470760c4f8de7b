/**
 * Auto-configuration of how peers log in.
 */
@NullMarked
package dev.torsion.conch.autoconfigure.auth;

import org.jspecify.annotations.NullMarked;
