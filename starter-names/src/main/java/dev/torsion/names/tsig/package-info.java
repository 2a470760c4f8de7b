/**
 * Signatures of messages by secrets that two servers share, RFC 8945.
 */
@NullMarked
package dev.torsion.names.tsig;

import org.jspecify.annotations.NullMarked;
