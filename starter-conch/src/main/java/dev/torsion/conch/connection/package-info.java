/**
 * What the layers of a connection know it by: transport below, authentication, sessions
 * and forwarding above.
 */
@NullMarked
package dev.torsion.conch.connection;

import org.jspecify.annotations.NullMarked;
