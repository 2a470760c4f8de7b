/**
 * The event loops of the application and what they run on: epoll, io_uring, kqueue or
 * NIO. A new transport of Netty is one implementation of {@code Io} and a name in
 * {@code IoTransport}.
 */
@NullMarked
package dev.torsion.net.reactor;

import org.jspecify.annotations.NullMarked;
