/**
 * Auto-configuration of the IRC client.
 */
@NullMarked
package dev.torsion.words.autoconfigure.irc.client;

import org.jspecify.annotations.NullMarked;
