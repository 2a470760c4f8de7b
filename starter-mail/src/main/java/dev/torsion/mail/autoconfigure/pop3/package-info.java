/**
 * Auto-configuration of the POP3 server.
 */
@NullMarked
package dev.torsion.mail.autoconfigure.pop3;

import org.jspecify.annotations.NullMarked;
