/**
 * Requests of authentication and OpenSSH certificates as they are on the wire.
 */
@NullMarked
package dev.torsion.conch.auth.wire;

import org.jspecify.annotations.NullMarked;
