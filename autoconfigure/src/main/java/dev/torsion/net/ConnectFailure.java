package dev.torsion.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Why a connection could not be made, in words: which host, which of its addresses, and
 * what was wrong there.
 */
final class ConnectFailure {

	private ConnectFailure() {
	}

	/** The name has no address, or nobody has said in time which. */
	static IOException ofLookup(Target target, Throwable cause) {
		String reason = (cause instanceof TimeoutException)
				? "no answer within " + target.connectTimeout().toMillis() + " ms" : String.valueOf(cause.getMessage());
		return because(new UnknownHostException("Cannot find " + target.host() + ": " + reason), cause);
	}

	/** An address has not accepted the connection. */
	static IOException ofAddress(Target target, InetSocketAddress address, Throwable cause) {
		String reason = (cause instanceof ConnectTimeoutException)
				? "no answer within " + target.connectTimeout().toMillis() + " ms" : deepest(cause);
		return because(
				new ConnectException(
						"Cannot connect to " + target + " at " + address.getAddress().getHostAddress() + ": " + reason),
				cause);
	}

	/** The handshake has failed. */
	static IOException ofTls(Target target, Throwable cause) {
		return because(new SSLException("No TLS with " + target + ": " + tlsReason(target, cause)), cause);
	}

	private static String tlsReason(Target target, Throwable cause) {
		if (find(cause, CertificateExpiredException.class) != null) {
			return "its certificate has expired (" + deepest(cause) + ")";
		}
		if (find(cause, CertificateNotYetValidException.class) != null) {
			return "its certificate is not valid yet (" + deepest(cause) + ")";
		}
		if (find(cause, CertPathBuilderException.class) != null) {
			return "its certificate is signed by nobody who is trusted";
		}
		if (cause instanceof ClosedChannelException) {
			return "it has gone away in the middle of the handshake";
		}
		CertificateException certificate = find(cause, CertificateException.class);
		if (certificate != null && String.valueOf(certificate.getMessage()).startsWith("No ")) {
			return "its certificate is not for " + target.tlsName() + " (" + certificate.getMessage() + ")";
		}
		return deepest(cause);
	}

	private static <E extends Throwable> @Nullable E find(Throwable cause, Class<E> type) {
		for (Throwable next = cause; next != null; next = next.getCause()) {
			if (type.isInstance(next)) {
				return type.cast(next);
			}
		}
		return null;
	}

	private static String deepest(Throwable cause) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		return (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
	}

	private static <E extends IOException> E because(E failure, Throwable cause) {
		failure.initCause(cause);
		return failure;
	}

}
