/**
 * Programs of the system, which run for whom a role allows it. There is none unless it is
 * configured, and no shell takes part. Java has no pseudo terminals: what runs here has
 * pipes, also when the peer has a terminal.
 */
@NullMarked
package dev.torsion.conch.process;

import org.jspecify.annotations.NullMarked;
