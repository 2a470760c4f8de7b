/**
 * Zones of other servers: copied when they change, and others told when ours do. All of
 * it goes over TCP, one conversation at a time with a server.
 */
@NullMarked
package dev.torsion.names.client.transfer;

import org.jspecify.annotations.NullMarked;
