package dev.torsion.words.websocket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Locale;

import dev.torsion.net.HttpConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;

/**
 * Who has sent a request, by what the request says.
 *
 * @param connection the connection
 * @param address the address of the client
 * @param local our address
 * @param secure whether it has come inside TLS
 * @param forwarded whether a proxy has brought it
 * @param certificate the certificate that was shown, {@code null} for none
 */
record HttpPeer(HttpConnection connection, InetSocketAddress address, InetSocketAddress local, boolean secure,
		boolean forwarded, @Nullable X509Certificate certificate) {

	/** Of a unix socket, which has no addresses. */
	private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	static HttpPeer of(ServerHttpRequest request, HttpConnection connection) {
		SslInfo tls = request.getSslInfo();
		String scheme = String.valueOf(request.getURI().getScheme()).toLowerCase(Locale.ROOT);
		boolean secure = tls != null || scheme.equals("https") || scheme.equals("wss");
		boolean forwarded = request.getHeaders()
			.headerNames()
			.stream()
			.anyMatch((name) -> name.equalsIgnoreCase("Forwarded")
					|| name.regionMatches(true, 0, "X-Forwarded-", 0, "X-Forwarded-".length()));
		return new HttpPeer(connection, known(request.getRemoteAddress()), known(request.getLocalAddress()), secure,
				forwarded, certificate(tls));
	}

	private static InetSocketAddress known(@Nullable InetSocketAddress address) {
		return (address != null) ? address : LOCAL;
	}

	private static @Nullable X509Certificate certificate(@Nullable SslInfo tls) {
		X509Certificate[] shown = (tls != null) ? tls.getPeerCertificates() : null;
		return (shown != null && shown.length > 0) ? shown[0] : null;
	}

	boolean isPrivate() {
		return this.secure || !this.forwarded && this.address.getAddress() != null
				&& this.address.getAddress().isLoopbackAddress();
	}

}
