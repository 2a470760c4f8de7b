package dev.torsion.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The peer, as a {@link Protocol} sees it. Safe to call from any thread; what is called
 * on the connection's event loop takes effect in that order at once, anything else is
 * hopped onto it first.
 */
public interface Transport {

	/**
	 * Writes at once, whether or not the result is subscribed to: one reply, one write.
	 * Writes of one step leave together when the step completes, pushed ones at the end
	 * of the loop's current turn. A peer that lets more than the {@code send-queue-limit}
	 * of the listener or target pile up is disconnected.
	 * @param bytes what to write; the transport owns and releases it from here on
	 * @return completes as soon as the peer is ready to take more: a step that returns
	 * this reads nothing from a peer that does not read
	 */
	Mono<Void> write(ByteBuf bytes);

	/**
	 * Writes text in UTF-8.
	 * @param text what to write, line ends included
	 * @return completes as soon as the peer is ready to take more
	 */
	default Mono<Void> write(String text) {
		return write(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Begins TLS, as the side that one is, after what has been written so far has left in
	 * plain text. What the peer has sent in plain text after the command, or after the
	 * reply to it, is dropped.
	 * @return completes when the handshake has, and fails if it does or if the listener
	 * or target has no TLS
	 */
	Mono<Void> startTls();

	/**
	 * Whether {@link #startTls} can be called: the listener or target has TLS and it is
	 * not yet in use.
	 * @return whether TLS can be started
	 */
	boolean canStartTls();

	/**
	 * Closes the connection after what has been written so far has left.
	 */
	void close();

	/**
	 * Whether the connection is inside TLS.
	 * @return whether it is
	 */
	boolean isSecure();

	/**
	 * Whether a password may be asked for: the connection is inside TLS, or does not
	 * leave this machine, which it does if a proxy brings it from elsewhere.
	 * @return whether nobody on the way can read along
	 */
	default boolean isPrivate() {
		return isSecure() || (peer() instanceof InetSocketAddress address && address.getAddress() != null
				&& address.getAddress().isLoopbackAddress());
	}

	/**
	 * The certificate the peer has proved to own in the TLS handshake.
	 * @return the certificate, or {@code null} if it has shown none
	 */
	@Nullable X509Certificate peerCertificate();

	/**
	 * What a TLS connection is known by, so that a login over it is of no use elsewhere:
	 * its channel binding, RFC 5056. There is {@code tls-server-end-point}, a digest of
	 * the server's certificate (RFC 5929 section 4).
	 * @param type the registered name of the binding
	 * @return the binding, or {@code null} if there is no TLS or no such binding of it,
	 * or the connection has ended
	 */
	byte @Nullable [] channelBinding(String type);

	/**
	 * Sets what the steps of the protocol find in Reactor's context, from the next one on
	 * and in the place of what was set before: who has logged in, above all.
	 * @param context the context
	 */
	void setContext(Context context);

	/**
	 * The address of the peer: of the client, if a trusted proxy has said who that is; of
	 * the socket that is listened on, if that is a unix socket.
	 * @return the address
	 */
	SocketAddress peer();

	/**
	 * Our address: the one the peer has connected to, or the one we connect from.
	 * @return the address
	 */
	SocketAddress local();

	/**
	 * The event loop of this connection, on which its {@link Protocol} is called.
	 * @return the event loop
	 */
	EventLoop eventLoop();

}
