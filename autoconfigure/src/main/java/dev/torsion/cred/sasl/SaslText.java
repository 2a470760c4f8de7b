package dev.torsion.cred.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What mechanisms have to know of the texts in responses.
 */
public final class SaslText {

	private SaslText() {
	}

	/**
	 * Reads a response that is text.
	 * @param response the response
	 * @return the text
	 * @throws SaslFailure if it is not in UTF-8
	 */
	public static String decode(byte[] response) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(response)).toString();
		}
		catch (CharacterCodingException ex) {
			throw SaslFailure.malformed("Not in UTF-8");
		}
	}

	/**
	 * Checks that a peer acts for itself.
	 * @param authorized for whom it wants to act, empty or {@code null} for itself
	 * @param name who it says it is
	 * @throws SaslFailure if it wants to act for somebody else
	 */
	public static void checkSelf(@Nullable String authorized, String name) {
		if (authorized != null && !authorized.isEmpty() && !authorized.equalsIgnoreCase(name)) {
			throw new SaslFailure(SaslFailure.Reason.REFUSED, "Nobody may act for somebody else");
		}
	}

}
