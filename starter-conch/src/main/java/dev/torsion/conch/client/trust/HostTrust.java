package dev.torsion.conch.client.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/**
 * What one server is known by.
 */
public final class HostTrust {

	private static final Set<String> RSA = Set.of("rsa-sha2-512", "rsa-sha2-256");

	private static final String CERTIFICATE = "-cert-v01@openssh.com";

	private final String name;

	private final @Nullable String fingerprint;

	private final @Nullable Path file;

	private final @Nullable KnownHosts hosts;

	private HostTrust(String name, @Nullable String fingerprint, @Nullable Path file, @Nullable KnownHosts hosts) {
		this.name = name;
		this.fingerprint = fingerprint;
		this.file = file;
		this.hosts = hosts;
	}

	/**
	 * The server that has a key.
	 * @param host its name
	 * @param port its port
	 * @param fingerprint the fingerprint of the key, as {@code ssh-keygen -l} shows it
	 * @return the trust
	 */
	public static HostTrust ofFingerprint(String host, int port, String fingerprint) {
		return new HostTrust(KnownHosts.name(host, port), fingerprint, null, null);
	}

	/**
	 * The server that a file has keys of. Reads the file, and so blocks.
	 * @param host its name
	 * @param port its port
	 * @param file the file, see sshd(8)
	 * @return the trust
	 * @throws IOException if the file cannot be read
	 */
	public static HostTrust ofFile(String host, int port, Path file) throws IOException {
		return new HostTrust(KnownHosts.name(host, port), null, file, KnownHosts.read(file));
	}

	/**
	 * Puts first what the server is known by, as it may have other keys as well.
	 * @param algorithms names of algorithms for host keys
	 * @return the same, in another order
	 */
	public List<String> preferred(List<String> algorithms) {
		List<String> types = (this.hosts != null) ? this.hosts.types(this.name) : List.of();
		return algorithms.stream()
			.sorted(Comparator.comparing((algorithm) -> types.stream().noneMatch((type) -> is(algorithm, type))))
			.toList();
	}

	private static boolean is(String algorithm, String type) {
		if (KnownHosts.isAuthority(type)) {
			return algorithm.endsWith(CERTIFICATE);
		}
		return type.equals("ssh-rsa") ? RSA.contains(algorithm) : algorithm.equals(type);
	}

	/**
	 * Checks the key that a server has proved to have.
	 * @param key the key, or its certificate
	 * @throws SshHostKeyException if it is not trusted
	 */
	public void check(PublicKey key) throws SshHostKeyException {
		PublicKey plain = (key instanceof OpenSshCertificate certificate) ? certificate.getCertPubKey() : key;
		String shown = KeyUtils.getKeyType(plain) + " " + KeyUtils.getFingerPrint(BuiltinDigests.sha256, plain);
		if (this.fingerprint != null) {
			if (Stream.of(shown.split(" ")).noneMatch(this.fingerprint::equals)) {
				throw new SshHostKeyException("The key of " + this.name + " is " + shown + " and not "
						+ this.fingerprint + ": this may be another server");
			}
			return;
		}
		KnownHosts known = this.hosts;
		KnownHosts.Verdict verdict = (known != null) ? known.judge(this.name, key) : KnownHosts.Verdict.UNKNOWN;
		if (verdict != KnownHosts.Verdict.KNOWN) {
			throw new SshHostKeyException(reason(verdict, shown));
		}
	}

	private String reason(KnownHosts.Verdict verdict, String shown) {
		return switch (verdict) {
			case REVOKED -> "The key of " + this.name + ", " + shown + ", is revoked in " + this.file
					+ ": whoever has it must not be trusted";
			case CHANGED -> "The key of " + this.name + " is " + shown + ", and not one of those in " + this.file
					+ ": this may be another server. If it has a new key, put that there in the place of the old one";
			default -> "The key of " + this.name + " is not known: " + shown + " is not in " + this.file
					+ ". If it is right, append it there, as 'ssh-keyscan' prints it";
		};
	}

}
