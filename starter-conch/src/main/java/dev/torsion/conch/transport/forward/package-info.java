/**
 * The channels of RFC 4254 section 7 on the application's event loops: what a socket
 * brings is read only as fast as the window of its channel has room, and the window grows
 * only as the socket takes bytes. Either direction may end before the other.
 */
@NullMarked
package dev.torsion.conch.transport.forward;

import org.jspecify.annotations.NullMarked;
