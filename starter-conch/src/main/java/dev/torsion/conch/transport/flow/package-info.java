/**
 * What goes between an event loop and the threads on which a connection is worked on:
 * bytes in, bytes out, and tasks, each of them in order and bounded.
 */
@NullMarked
package dev.torsion.conch.transport.flow;

import org.jspecify.annotations.NullMarked;
