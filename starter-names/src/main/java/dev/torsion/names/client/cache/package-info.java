/**
 * What the resolver remembers: RFC 1034, 2181, 2308, 8020, 8767 and 9520.
 */
@NullMarked
package dev.torsion.names.client.cache;

import org.jspecify.annotations.NullMarked;
