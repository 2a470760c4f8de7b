package dev.torsion.cred.sasl.scram;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Function;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.sasl.SaslFailure;
import org.jspecify.annotations.Nullable;

/**
 * Whether both sides are on one TLS connection, RFC 5802 section 6.
 *
 * @param used whether the mechanism is one with channel binding
 * @param types what the connection is known by, by the names of RFC 5056
 */
record ChannelBinding(boolean used, Function<String, byte @Nullable []> types) {

	/**
	 * Whether the connection is known by anything, so that peers are offered the
	 * mechanisms with channel binding.
	 */
	boolean isKnown() {
		return this.types.apply(LoginContext.TLS_SERVER_END_POINT) != null;
	}

	/**
	 * Checks what the peer thinks of channel binding.
	 * @throws SaslFailure if it cannot be what we have told it, or what it has asked for
	 */
	void check(Gs2Header header) {
		String type = header.binding();
		if (this.used != (type != null)) {
			throw SaslFailure.malformed("Channel binding is for the mechanisms that have it");
		}
		if (type != null && this.types.apply(type) == null) {
			throw new SaslFailure(SaslFailure.Reason.REFUSED, "Not a channel binding that is known");
		}
		if (header.flag() == 'y' && isKnown()) {
			// Somebody on the way has taken -PLUS from what the peer was offered.
			throw new SaslFailure(SaslFailure.Reason.REFUSED, "The peer was not told what it was offered");
		}
	}

	/**
	 * Checks what the peer is bound to, and that the header has arrived as it was sent.
	 * @throws SaslFailure if that is another connection
	 */
	void check(Gs2Header header, byte[] said) {
		ByteArrayOutputStream expected = new ByteArrayOutputStream();
		expected.writeBytes(header.text().getBytes(StandardCharsets.UTF_8));
		byte[] binding = (header.binding() != null) ? this.types.apply(header.binding()) : null;
		if (binding != null) {
			expected.writeBytes(binding);
		}
		if (!MessageDigest.isEqual(expected.toByteArray(), said)) {
			throw new SaslFailure(SaslFailure.Reason.REFUSED, "The peer is on another connection");
		}
	}

}
