package dev.torsion.cred;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.function.Function;

import dev.torsion.net.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Where a login comes from.
 *
 * @param protocol the protocol, in lower case, such as {@code smtp}
 * @param peer the address of the peer, {@code null} if it is not known
 * @param local the address it has connected to, {@code null} if it is not known
 * @param isPrivate whether nobody on the way can read along, so that passwords may be
 * sent
 * @param certificate the certificate the peer has proved to own, {@code null} if none
 * @param channelBinding what the TLS connection is known by, by the names of RFC 5056
 * @param disconnect ends the connection, should the account be disabled meanwhile
 */
public record LoginContext(String protocol, @Nullable SocketAddress peer, @Nullable SocketAddress local,
		boolean isPrivate, @Nullable X509Certificate certificate, Function<String, byte @Nullable []> channelBinding,
		Runnable disconnect) {

	/**
	 * The channel binding that TLS has whatever its version: RFC 5929 section 4.
	 */
	public static final String TLS_SERVER_END_POINT = "tls-server-end-point";

	/**
	 * A login over a connection, as the connection is now: ask again after STARTTLS.
	 * @param protocol the protocol, in lower case
	 * @param transport the connection
	 * @return the context
	 */
	public static LoginContext of(String protocol, Transport transport) {
		return new LoginContext(protocol, transport.peer(), transport.local(), transport.isPrivate(),
				transport.peerCertificate(), transport::channelBinding, transport::close);
	}

	/**
	 * A login without a connection that lasts, as with HTTP.
	 * @param protocol the protocol, in lower case
	 * @param peer the address of the peer, {@code null} if it is not known
	 * @return the context
	 */
	public static LoginContext from(String protocol, @Nullable SocketAddress peer) {
		return new LoginContext(protocol, peer, null, true, null, (type) -> null, () -> {
		});
	}

	/**
	 * Hides what is of no use in a log.
	 * @return the protocol and the peer
	 */
	@Override
	public String toString() {
		return this.protocol + " from " + this.peer;
	}

}
