/**
 * From the bytes of a message to the lines of a reply.
 */
@NullMarked
package dev.torsion.mail.pop3.wire;

import org.jspecify.annotations.NullMarked;
