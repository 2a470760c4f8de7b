/**
 * A message as it arrives: its line ends, its headers, its size, and those who take it.
 */
@NullMarked
package dev.torsion.mail.smtp.session.message;

import org.jspecify.annotations.NullMarked;
