/**
 * Who may forward which ports where. Nothing is forwarded unless a
 * {@link dev.torsion.conch.forward.ForwardRule} for a role of who has logged in says so,
 * and decisions are made on the very address that is then connected to or listened on.
 * {@code transport.forward} has the channels of RFC 4254 section 7.
 */
@NullMarked
package dev.torsion.conch.forward;

import org.jspecify.annotations.NullMarked;
