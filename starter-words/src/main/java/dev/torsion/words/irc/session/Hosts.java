package dev.torsion.words.irc.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is shown of where somebody comes from.
 */
final class Hosts {

	private static final String HMAC = "HmacSHA256";

	private static final int SHOWN = 8;

	private final byte[] key = new byte[32];

	private final boolean cloak;

	/** Reads random numbers, which is not for an event loop. */
	Hosts(boolean cloak) {
		this.cloak = cloak;
		new SecureRandom().nextBytes(this.key);
	}

	String of(SocketAddress peer) {
		InetAddress address = (peer instanceof InetSocketAddress internet) ? internet.getAddress() : null;
		if (address == null || address.isLoopbackAddress()) {
			return "localhost";
		}
		String text = address.getHostAddress();
		if (this.cloak) {
			return cloaked(address) + ".ip";
		}
		return text.startsWith(":") ? "0" + text : text;
	}

	/** The same for the same address until the server is started again. */
	private String cloaked(InetAddress address) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(new SecretKeySpec(this.key, HMAC));
			byte[] digest = mac.doFinal(address.getHostAddress().getBytes(StandardCharsets.US_ASCII));
			return HexFormat.of().formatHex(digest, 0, SHOWN);
		}
		catch (NoSuchAlgorithmException | InvalidKeyException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
