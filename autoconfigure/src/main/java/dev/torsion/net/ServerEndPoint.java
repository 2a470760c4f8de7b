package dev.torsion.net;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * The channel binding {@code tls-server-end-point}, RFC 5929 section 4: the server's
 * certificate under the hash function of its own signature, and under SHA-256 where that
 * is a weaker one.
 */
final class ServerEndPoint {

	static final String TYPE = "tls-server-end-point";

	private static final Pattern HASH = Pattern.compile("SHA-?(?<bits>224|256|384|512)(?!/)");

	private ServerEndPoint() {
	}

	static byte @Nullable [] of(SSLEngine engine) {
		Certificate[] chain = serverChain(engine);
		return (chain != null && chain.length > 0 && chain[0] instanceof X509Certificate server) ? of(server) : null;
	}

	/**
	 * The binding of a certificate.
	 * @param server the certificate
	 * @return its digest; {@code null} where its signature names no hash function, as
	 * with Ed25519, for which the binding is undefined
	 */
	static byte @Nullable [] of(X509Certificate server) {
		String hash = hash(server.getSigAlgName().toUpperCase(Locale.ROOT));
		try {
			return (hash != null) ? MessageDigest.getInstance(hash).digest(server.getEncoded()) : null;
		}
		catch (GeneralSecurityException ex) {
			return null;
		}
	}

	private static @Nullable String hash(String signature) {
		if (signature.startsWith("MD5") || signature.startsWith("SHA1") || signature.startsWith("SHA-1")) {
			return "SHA-256";
		}
		Matcher matcher = HASH.matcher(signature);
		return matcher.find() ? "SHA-" + matcher.group("bits") : null;
	}

	private static Certificate @Nullable [] serverChain(SSLEngine engine) {
		SSLSession session = engine.getSession();
		try {
			return engine.getUseClientMode() ? session.getPeerCertificates() : session.getLocalCertificates();
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
		}
	}

}
