/**
 * How messages come and go over UDP, TCP and TLS.
 */
@NullMarked
package dev.torsion.names.session.transport;

import org.jspecify.annotations.NullMarked;
