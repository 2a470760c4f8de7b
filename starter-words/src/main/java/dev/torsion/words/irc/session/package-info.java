/**
 * The server's side of a conversation in IRC. {@code IrcProtocol} turns bytes into
 * messages and holds a peer back that sends too many; {@code Dispatcher} finds the
 * {@link dev.torsion.words.irc.session.IrcCommand} and checks its
 * {@link dev.torsion.words.irc.session.Rule}; a command asks rooms and participants for
 * something and answers by the {@link dev.torsion.words.irc.session.IrcSession}. What
 * happens comes in by {@code IrcDoor}, which turns an event into bytes once for all who
 * have the same capabilities.
 */
@NullMarked
package dev.torsion.words.irc.session;

import org.jspecify.annotations.NullMarked;
