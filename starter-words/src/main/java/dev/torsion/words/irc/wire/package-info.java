/**
 * Messages of IRC as bytes: tags, source, command and parameters. Knows no connection and
 * no room.
 */
@NullMarked
package dev.torsion.words.irc.wire;

import org.jspecify.annotations.NullMarked;
