/**
 * What the resolver asks others: one query, one socket; which server first; how a true
 * answer is told from a forged one (RFC 5452).
 */
@NullMarked
package dev.torsion.names.client.upstream;

import org.jspecify.annotations.NullMarked;
