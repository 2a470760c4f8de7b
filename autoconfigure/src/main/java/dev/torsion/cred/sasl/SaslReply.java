package dev.torsion.cred.sasl;

import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * What a protocol has to do next.
 *
 * @param <A> the type of the avatar
 */
public sealed interface SaslReply<A> {

	/**
	 * Say something to the peer, and wait for its response.
	 *
	 * @param <A> the type of the avatar
	 * @param data what to say
	 */
	record Challenge<A>(byte[] data) implements SaslReply<A> {

		/**
		 * What to say.
		 * @return the data in Base64
		 */
		public String text() {
			return Base64.getEncoder().encodeToString(this.data);
		}

	}

	/**
	 * The peer has logged in.
	 *
	 * @param <A> the type of the avatar
	 * @param avatar what the protocol deals with
	 * @param data what to say to the peer with the success, {@code null} if nothing
	 */
	record Success<A>(A avatar, byte @Nullable [] data) implements SaslReply<A> {

	}

}
