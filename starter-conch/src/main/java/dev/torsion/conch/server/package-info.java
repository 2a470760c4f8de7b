/**
 * A server, put together of the parts.
 */
@NullMarked
package dev.torsion.conch.server;

import org.jspecify.annotations.NullMarked;
