package dev.torsion.conch.auth.wire;

/**
 * SSH_MSG_USERAUTH_REQUEST, RFC 4252 section 5.
 *
 * @param user the name of the account
 * @param service what is to be started after it
 * @param method the method
 * @param packet all of it, from the number of the message on
 * @param offset where that begins which depends on the method
 */
public record AuthRequest(String user, String service, String method, byte[] packet, int offset) {

	/**
	 * The number of the message.
	 */
	public static final int NUMBER = 50;

	/**
	 * Longest name of a method, in characters.
	 */
	private static final int MAX_METHOD = 64;

	/**
	 * Reads a request.
	 * @param packet the packet, from the number of the message on
	 * @return the request
	 * @throws SshFormatException if it is none
	 */
	public static AuthRequest read(byte[] packet) {
		SshReader reader = new SshReader(packet);
		if (reader.number8() != NUMBER) {
			throw new SshFormatException("Not a request of authentication");
		}
		String user = reader.text();
		String service = reader.text();
		String method = reader.text();
		if (method.length() > MAX_METHOD) {
			throw new SshFormatException("The name of a method is too long");
		}
		return new AuthRequest(user, service, method, packet, reader.position());
	}

	/**
	 * Reads that which depends on the method.
	 * @return a reader at its beginning
	 */
	public SshReader body() {
		SshReader reader = new SshReader(this.packet);
		reader.skip(this.offset);
		return reader;
	}

	/** Hides passwords. */
	@Override
	public String toString() {
		return this.method;
	}

}
