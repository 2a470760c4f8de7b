package dev.torsion.conch.auth.file;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.conch.auth.wire.SshFormatException;
import dev.torsion.conch.auth.wire.SshReader;

/**
 * Reads a key revocation list, see OpenSSH's PROTOCOL.krl. Its signatures are not
 * verified: the file is the operator's. A section that is not known makes it useless.
 */
final class RevocationList {

	private static final byte[] MAGIC = "SSHKRL\n\0".getBytes(StandardCharsets.US_ASCII);

	private final Set<String> keys = new HashSet<>();

	private final Set<String> sha1 = new HashSet<>();

	private final Set<String> sha256 = new HashSet<>();

	private final List<RevokedCertificates> certificates = new ArrayList<>();

	static boolean isOne(byte[] bytes) {
		return bytes.length >= MAGIC.length && Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length));
	}

	Revocations read(byte[] bytes) {
		SshReader reader = new SshReader(bytes);
		reader.skip(MAGIC.length);
		if (reader.number32() != 1) {
			throw new SshFormatException("A revocation list of another version");
		}
		reader.number64();
		reader.number64();
		reader.number64();
		reader.string();
		reader.string();
		while (reader.hasMore()) {
			section(reader.number8(), new SshReader(reader.string()));
		}
		return new Revocations(this.keys, this.sha1, this.sha256, this.certificates);
	}

	private void section(int type, SshReader section) {
		switch (type) {
			case 1 -> certificates(section);
			case 2 -> strings(section, this.keys);
			case 3 -> strings(section, this.sha1);
			case 4 -> section.rest();
			case 5 -> strings(section, this.sha256);
			default -> throw new SshFormatException("A revocation list with a section that is not supported");
		}
	}

	private static void strings(SshReader section, Set<String> strings) {
		while (section.hasMore()) {
			strings.add(Revocations.encoded(section.string()));
		}
	}

	private void certificates(SshReader section) {
		RevokedCertificates revoked = new RevokedCertificates(section.string());
		section.string();
		while (section.hasMore()) {
			certificates(section.number8(), new SshReader(section.string()), revoked);
		}
		this.certificates.add(revoked);
	}

	private static void certificates(int type, SshReader section, RevokedCertificates revoked) {
		while (section.hasMore()) {
			switch (type) {
				case 0x20 -> revoked.serial(section.number64());
				case 0x21 -> revoked.range(section.number64(), section.number64());
				case 0x22 -> revoked.bits(section.number64(), new BigInteger(1, section.string()));
				case 0x23 -> revoked.id(section.text());
				default -> throw new SshFormatException("A revocation list with certificates that cannot be told");
			}
		}
	}

}
