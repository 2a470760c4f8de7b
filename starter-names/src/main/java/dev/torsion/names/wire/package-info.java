/**
 * DNS messages as bytes (RFC 1035 section 4): queries are read in place, answers written
 * with compressed names. JDK and buffers only, synchronous, pure.
 */
@NullMarked
package dev.torsion.names.wire;

import org.jspecify.annotations.NullMarked;
