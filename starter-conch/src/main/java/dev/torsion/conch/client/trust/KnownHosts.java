package dev.torsion.conch.client.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A file of keys of servers, as sshd(8) has it. Immutable.
 */
final class KnownHosts {

	/** More would be a mistake: it is read whole at each connection. */
	private static final long MAX_SIZE = 16 * 1024 * 1024;

	private static final int SSH_PORT = 22;

	private final List<Line> lines;

	private KnownHosts(List<Line> lines) {
		this.lines = lines;
	}

	/**
	 * Reads a file. Lines that are none are left out, as all clients do; one that revokes
	 * a key must not be.
	 * @throws IOException if it cannot be read, or is too large
	 */
	static KnownHosts read(Path file) throws IOException {
		if (Files.size(file) > MAX_SIZE) {
			throw new IOException(file + " is larger than " + MAX_SIZE + " bytes");
		}
		List<Line> lines = new ArrayList<>();
		for (String text : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\r?\n")) {
			Line line = Line.parse(text.strip());
			if (line != null) {
				lines.add(line);
			}
			else if (text.strip().startsWith(Line.REVOKED)) {
				throw new IOException("A line of " + file + " that begins with " + Line.REVOKED + " is none");
			}
		}
		return new KnownHosts(List.copyOf(lines));
	}

	/** The name of a host as files have it. */
	static String name(String host, int port) {
		String lower = host.toLowerCase(Locale.ROOT);
		return (port == SSH_PORT) ? lower : "[" + lower + "]:" + port;
	}

	/**
	 * Judges a key, the signature of which (and of the certificate, if it is one, with
	 * its time, type and principals) has been checked.
	 */
	Verdict judge(String name, PublicKey key) {
		PublicKey plain = (key instanceof OpenSshCertificate certificate) ? certificate.getCertPubKey() : key;
		PublicKey authority = (key instanceof OpenSshCertificate certificate) ? certificate.getCaPubKey() : null;
		if (has(name, Line.REVOKED, plain) || authority != null && has(name, Line.REVOKED, authority)) {
			return Verdict.REVOKED;
		}
		if (has(name, "", plain) || authority != null && has(name, Line.AUTHORITY, authority)) {
			return Verdict.KNOWN;
		}
		return types(name).isEmpty() ? Verdict.UNKNOWN : Verdict.CHANGED;
	}

	private boolean has(String name, String marker, PublicKey key) {
		ByteArrayBuffer buffer = new ByteArrayBuffer();
		buffer.putRawPublicKey(key);
		byte[] bytes = buffer.getCompactData();
		return this.lines.stream()
			.anyMatch(
					(line) -> line.marker.equals(marker) && Arrays.equals(line.key, bytes) && line.hosts.matches(name));
	}

	/**
	 * The types of the keys that a host is known by, certificates included: those it is
	 * to be asked for first, because it may have others that are not known.
	 */
	List<String> types(String name) {
		return this.lines.stream()
			.filter((line) -> !line.marker.equals(Line.REVOKED) && line.hosts.matches(name))
			.map((line) -> line.marker.equals(Line.AUTHORITY) ? Line.AUTHORITY : line.type)
			.distinct()
			.toList();
	}

	/** What is known of a key. */
	enum Verdict {

		/** It is the host's. */
		KNOWN,

		/** Nothing is known of the host. */
		UNKNOWN,

		/** The host is known by other keys. */
		CHANGED,

		/** It is known to be in the wrong hands. */
		REVOKED

	}

	/** One key. */
	private record Line(String marker, HostPattern hosts, String type, byte[] key) {

		private static final String REVOKED = "@revoked";

		private static final String AUTHORITY = "@cert-authority";

		static @Nullable Line parse(String text) {
			String[] fields = text.split("[ \t]+", 5);
			int first = fields[0].startsWith("@") ? 1 : 0;
			String marker = (first == 1) ? fields[0] : "";
			boolean isMarker = marker.isEmpty() || marker.equals(REVOKED) || marker.equals(AUTHORITY);
			if (text.startsWith("#") || fields.length < first + 3 || !isMarker) {
				return null;
			}
			try {
				return new Line(marker, HostPattern.parse(fields[first]), fields[first + 1],
						Base64.getDecoder().decode(fields[first + 2]));
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}

	}

	static boolean isAuthority(String type) {
		return type.equals(Line.AUTHORITY);
	}

}
