/**
 * Clients that live as long as the application: one conversation after another, and the
 * same events and channels across all of them.
 */
@NullMarked
package dev.torsion.words.irc.client.live;

import org.jspecify.annotations.NullMarked;
