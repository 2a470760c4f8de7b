/**
 * The channel of a session: RFC 4254 section 6. MINA tells packets apart; what a channel
 * is asked for, how much it may send and receive, and how it ends is decided here.
 */
@NullMarked
package dev.torsion.conch.session;

import org.jspecify.annotations.NullMarked;
