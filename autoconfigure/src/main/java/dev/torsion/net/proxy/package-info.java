/**
 * The PROXY protocol, with which a proxy tells who the client is (the specification is
 * {@code proxy-protocol.txt} of HAProxy). Who may say so is a list, {@code TrustedPeers};
 * what such a peer says is read by {@code ProxyHeader}, and what others pretend is found
 * out by {@code ForeignHeader}.
 */
@NullMarked
package dev.torsion.net.proxy;

import org.jspecify.annotations.NullMarked;
