/**
 * Auto-configuration of the IRC server.
 */
@NullMarked
package dev.torsion.words.autoconfigure.irc;

import org.jspecify.annotations.NullMarked;
