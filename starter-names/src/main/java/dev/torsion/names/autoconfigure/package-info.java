/**
 * Auto-configuration of the DNS server and of the resolver.
 */
@NullMarked
package dev.torsion.names.autoconfigure;

import org.jspecify.annotations.NullMarked;
