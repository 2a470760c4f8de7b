package dev.torsion.cred.sasl.scram;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.sasl.SaslFailure;
import org.jspecify.annotations.Nullable;

/**
 * Whether both sides are on one TLS connection, RFC 5802 section 6.
 *
 * @param used whether the mechanism is one with channel binding
 * @param endPoint what the connection is known by, {@code null} if there is no TLS or no
 * such binding of it
 */
record ChannelBinding(boolean used, byte @Nullable [] endPoint) {

	/**
	 * Checks what the peer thinks of channel binding.
	 * @throws SaslFailure if it cannot be what we have told it, or what it has asked for
	 */
	void check(Gs2Header header) {
		if (this.used != (header.flag() == 'p')) {
			throw SaslFailure.malformed("Channel binding is for the mechanisms that have it");
		}
		if (this.used && !LoginContext.TLS_SERVER_END_POINT.equals(header.binding())) {
			throw new SaslFailure(SaslFailure.Reason.REFUSED, "Not a channel binding that is known");
		}
		if (header.flag() == 'y' && this.endPoint != null) {
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
		if (this.used && this.endPoint != null) {
			expected.writeBytes(this.endPoint);
		}
		if (!MessageDigest.isEqual(expected.toByteArray(), said)) {
			throw new SaslFailure(SaslFailure.Reason.REFUSED, "The peer is on another connection");
		}
	}

}
