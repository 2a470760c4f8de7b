package dev.torsion.conch.auth.wire;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What a request of the method {@code publickey} has, RFC 4252 section 7, or of
 * {@code publickey-hostbound-v00@openssh.com}, OpenSSH's PROTOCOL section 1.5.
 *
 * @param algorithm how it is signed
 * @param key the key or certificate
 * @param host the key of the host that the client has seen, {@code null} if it does not
 * tell
 * @param signature the signature, {@code null} if it asks only whether the key would do
 * @param signed what is signed, after the identifier of the session
 */
public record KeyRequest(String algorithm, byte[] key, byte @Nullable [] host, byte @Nullable [] signature,
		byte[] signed) {

	/**
	 * The method.
	 */
	public static final String METHOD = "publickey";

	/**
	 * The method, bound to the key of the host.
	 */
	public static final String BOUND_METHOD = "publickey-hostbound-v00@openssh.com";

	/**
	 * Reads what is of that method in a request.
	 * @param request the request
	 * @return the same, read
	 * @throws SshFormatException if it is not
	 */
	public static KeyRequest read(AuthRequest request) {
		SshReader reader = request.body();
		boolean isSigned = reader.flag();
		String algorithm = reader.text();
		byte[] key = reader.string();
		byte[] host = request.method().equals(BOUND_METHOD) ? reader.string() : null;
		byte[] signed = Arrays.copyOf(request.packet(), reader.position());
		byte[] signature = isSigned ? reader.string() : null;
		reader.end();
		return new KeyRequest(algorithm, key, host, signature, signed);
	}

}
