package dev.torsion.names.wire;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;

/**
 * Cookies by which clients prove over UDP that an address is theirs (RFC 7873), made as
 * all servers of a farm make them (RFC 9018): nothing is kept. Safe for use by many
 * threads.
 */
public final class ServerCookies {

	/** The length of what a client sends, in bytes. */
	public static final int CLIENT = 8;

	/** The length of what is answered, in bytes. */
	static final int FULL = 24;

	private static final int HEADER = 8;

	private static final byte VERSION = 1;

	/** Cookies are good for an hour, and may come from clocks that run ahead. */
	private static final int MAX_AGE = 3600;

	private static final int MAX_AHEAD = 300;

	private final SipHash current;

	private final SipHash previous;

	private final Clock clock;

	/**
	 * Creates the cookies of a server.
	 * @param secret the secret of 16 bytes, the same for all servers of a farm
	 * @param previous the secret before, whose cookies are still taken; the same one if
	 * there was none
	 * @param clock the time
	 */
	public ServerCookies(byte[] secret, byte[] previous, Clock clock) {
		this.current = SipHash.of(secret);
		this.previous = SipHash.of(previous);
		this.clock = clock;
	}

	/**
	 * Whether a cookie was made here for this client.
	 * @param cookie what the client has sent, client and server part
	 * @param client its address
	 * @return whether it was, and is not too old
	 */
	public boolean isValid(byte[] cookie, InetAddress client) {
		if (cookie.length != FULL || cookie[CLIENT] != VERSION) {
			return false;
		}
		int age = now() - ByteBuffer.wrap(cookie).getInt(CLIENT + 4);
		if (age > MAX_AGE || age < -MAX_AHEAD) {
			return false;
		}
		byte[] sent = Arrays.copyOfRange(cookie, CLIENT + HEADER, FULL);
		byte[] hashed = hashed(cookie, client);
		return MessageDigest.isEqual(sent, hash(this.current, hashed))
				|| MessageDigest.isEqual(sent, hash(this.previous, hashed));
	}

	/**
	 * Makes a cookie.
	 * @param cookie what the client has sent, at least its own part
	 * @param client its address
	 * @return client and server part, of 24 bytes
	 */
	public byte[] make(byte[] cookie, InetAddress client) {
		byte[] made = Arrays.copyOf(Arrays.copyOf(cookie, CLIENT), FULL);
		ByteBuffer.wrap(made).put(CLIENT, VERSION).putInt(CLIENT + 4, now());
		System.arraycopy(hash(this.current, hashed(made, client)), 0, made, CLIENT + HEADER, 8);
		return made;
	}

	private static byte[] hashed(byte[] cookie, InetAddress client) {
		byte[] address = client.getAddress();
		byte[] bytes = Arrays.copyOf(cookie, CLIENT + HEADER + address.length);
		System.arraycopy(address, 0, bytes, CLIENT + HEADER, address.length);
		return bytes;
	}

	private static byte[] hash(SipHash hash, byte[] bytes) {
		return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(hash.hash(bytes, 0, bytes.length)).array();
	}

	private int now() {
		return (int) this.clock.instant().getEpochSecond();
	}

}
