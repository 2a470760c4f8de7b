/**
 * Who may come in: accounts, passwords and nicknames.
 */
@NullMarked
package dev.torsion.words.irc.session.access;

import org.jspecify.annotations.NullMarked;
