/**
 * The commands of POP3, a class each.
 */
@NullMarked
package dev.torsion.mail.pop3.session.commands;

import org.jspecify.annotations.NullMarked;
