/**
 * The resolver: cache, forwarder, iteration from the root, and what the application asks
 * it by.
 */
@NullMarked
package dev.torsion.names.client;

import org.jspecify.annotations.NullMarked;
