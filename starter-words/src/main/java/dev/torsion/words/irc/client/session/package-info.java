/**
 * The conversation of a client with its server. <pre>
 * LiveClient                  what the application has; reconnects, joins again
 * └─ IrcConversation          one connection: lines in, what they mean, lines out
 *    ├─ Registration          CAP, AUTHENTICATE, NICK, until we are let in
 *    ├─ Outbox, Pace          no more lines than the server likes
 *    ├─ Requests, Expectation which lines answer what
 *    ├─ Batches               lines that belong together
 *    └─ EventReader           what to tell the application
 * </pre> All of it is touched on the connection's event loop only.
 */
@NullMarked
package dev.torsion.words.irc.client.session;

import org.jspecify.annotations.NullMarked;
