/**
 * Statements that are stopped in the database when nobody waits for their results any
 * more.
 * <p>
 * A driver that is told to cancel reads on until the statement is over, and throws away
 * what comes. Mostly that is soon, because the rest of the answer is on its way; so it is
 * waited for a moment. After that the database is asked to stop. That is asked on a
 * connection of its own and hits whatever runs on the connection at that time; so
 * whatever is to follow there, its return to the pool included, waits until the statement
 * is over and the request cannot hit any more.
 */
@NullMarked
package dev.torsion.enterprise.client.cancel;

import org.jspecify.annotations.NullMarked;
