/**
 * A DNS server and a resolver.
 * <p>
 * A query is read in place and put to the application's
 * {@link dev.torsion.names.DnsFilter filters} and {@link dev.torsion.names.DnsHandler
 * handlers}, the zones and the resolver being two of these: the first that has an answer
 * wins. {@code wire} knows messages, {@code zone} what a zone has at a name,
 * {@code store} where zones come from, {@code session} joins them to the transports,
 * {@code client} is the resolver, {@code controller} lets methods answer. To answer names
 * from code declare a {@link dev.torsion.names.DnsController}, to see all queries a
 * filter.
 * <p>
 * RFC 1034, 1035, 2181, 2308 and 4592 are followed for what is answered, RFC 6891, 7766,
 * 7858 and 8484 for how.
 */
@NullMarked
package dev.torsion.names;

import org.jspecify.annotations.NullMarked;
