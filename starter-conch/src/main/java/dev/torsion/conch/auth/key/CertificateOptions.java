package dev.torsion.conch.auth.key;

import java.time.Instant;
import java.util.Map;

import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.auth.wire.Certificate;
import dev.torsion.conch.auth.wire.SshFormatException;
import dev.torsion.conch.auth.wire.SshReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a certificate of a user allows, see PROTOCOL.certkeys: a critical option
 * that is not known makes it useless; what no extension permits is forbidden.
 */
final class CertificateOptions {

	private CertificateOptions() {
	}

	/**
	 * Whether a certificate is what it says: of a user, of its time, and signed by the
	 * authority it names.
	 * @param certificate the certificate
	 * @param now the time
	 * @return whether it is
	 */
	static boolean isGenuine(Certificate certificate, Instant now) {
		long seconds = now.getEpochSecond();
		if (certificate.kind() != Certificate.USER || Long.compareUnsigned(seconds, certificate.validAfter()) < 0
				|| Long.compareUnsigned(seconds, certificate.validBefore()) >= 0) {
			return false;
		}
		KeyAlgorithm algorithm = KeyAlgorithm.of(new SshReader(certificate.signature()).text());
		return algorithm != null && KeySignature.verify(algorithm, certificate.authority(), certificate.signed(),
				certificate.signature()) != null;
	}

	/**
	 * Reads the options.
	 * @param certificate the certificate
	 * @return the options
	 * @throws IllegalArgumentException if one is not known
	 */
	static KeyOptions of(Certificate certificate) {
		String command = null;
		AddressPatterns from = null;
		boolean verify = false;
		for (Map.Entry<String, byte[]> option : certificate.critical().entrySet()) {
			switch (option.getKey()) {
				case "force-command" -> command = text(option.getValue());
				case "source-address" -> from = AddressPatterns.blocks(text(option.getValue()));
				case "verify-required" -> verify = true;
				default -> throw new IllegalArgumentException("a critical option that is not supported");
			}
		}
		return new KeyOptions(false, null, from, null, !has(certificate, "no-touch-required"), verify,
				restrictions(certificate, command));
	}

	private static SshRestrictions restrictions(Certificate certificate, @Nullable String command) {
		return new SshRestrictions(command, has(certificate, "permit-pty"), has(certificate, "permit-port-forwarding"),
				null, null, Map.of());
	}

	private static boolean has(Certificate certificate, String extension) {
		return certificate.extensions().containsKey(extension);
	}

	private static String text(byte[] value) {
		try {
			SshReader reader = new SshReader(value);
			String text = reader.text();
			reader.end();
			return text;
		}
		catch (SshFormatException ex) {
			throw new IllegalArgumentException("a critical option that cannot be read");
		}
	}

}
