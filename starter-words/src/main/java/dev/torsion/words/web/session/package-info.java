/**
 * A web page that is connected: {@link dev.torsion.words.web.session.WebProtocol} reads
 * its commands, {@code PageCommands} does them, and
 * {@link dev.torsion.words.web.session.WebDoor} tells all pages what happens. Each
 * connection is a participant of its own, as each is with IRC: the second page of an
 * account has its nickname with {@code _2} behind, and the same account, by which pages
 * see that it is the same person.
 */
@NullMarked
package dev.torsion.words.web.session;

import org.jspecify.annotations.NullMarked;
