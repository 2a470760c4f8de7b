/**
 * The commands of IRC, one class each.
 */
@NullMarked
package dev.torsion.words.irc.session.commands;

import org.jspecify.annotations.NullMarked;
