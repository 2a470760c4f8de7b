package dev.torsion.conch.hostkey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The host keys: of a folder, of files, or given as they are.
 *
 * @param keys the keys, at least one
 */
public record HostKeys(List<KeyPair> keys) {

	private static final String PROPERTY = "network.conch.host-keys";

	private static final String PEM = "-----BEGIN";

	private static final int MAX_FILE = 64 * 1024;

	public HostKeys {
		keys = List.copyOf(keys);
	}

	/**
	 * Loads the host keys. Blocks; a folder without any gets one of Ed25519 and one of
	 * RSA.
	 * @param locations each a folder with files such as {@code ssh_host_ed25519_key}, a
	 * file, or a private key in OpenSSH's or PEM format
	 * @return the keys
	 * @throws FailureAnalyzedException if there is none, or one cannot be read, or others
	 * can read it
	 */
	public static HostKeys load(List<String> locations) {
		List<KeyPair> keys = new ArrayList<>();
		for (String location : locations) {
			keys.addAll(location.contains(PEM) ? parse("a key", location) : ofPath(Path.of(location)));
		}
		if (keys.isEmpty()) {
			throw new FailureAnalyzedException("There is no key in " + PROPERTY + ".",
					"Name a folder or a file there, or leave it out to have keys made.");
		}
		return new HostKeys(keys);
	}

	/**
	 * What clients are shown when they ask whether to trust a key.
	 * @return the type and fingerprint of each, as {@code ssh-keygen -l} has it
	 */
	public List<String> fingerprints() {
		return this.keys.stream()
			.map((key) -> KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key.getPublic()))
			.toList();
	}

	/**
	 * As a server asks for them.
	 * @return the same
	 */
	public KeyPairProvider provider() {
		return KeyPairProvider.wrap(this.keys);
	}

	@Override
	public String toString() {
		return fingerprints().toString();
	}

	private static List<KeyPair> ofPath(Path path) {
		try {
			if (Files.isRegularFile(path)) {
				return ofFile(path);
			}
			if (listed(path).isEmpty()) {
				new NewHostKeys(path).make();
			}
			List<KeyPair> keys = new ArrayList<>();
			for (Path file : listed(path)) {
				keys.addAll(ofFile(file));
			}
			return keys;
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(
					"The host keys in '%s' cannot be read or made: %s.".formatted(path.toAbsolutePath(), ex),
					"Let the user '%s' read and write there, or let %s name another place."
						.formatted(System.getProperty("user.name"), PROPERTY),
					ex);
		}
	}

	private static List<Path> listed(Path folder) throws IOException {
		if (Files.notExists(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.getFileName().toString().matches("ssh_host_[a-z0-9]+_key"))
				.sorted()
				.toList();
		}
	}

	private static List<KeyPair> ofFile(Path file) throws IOException {
		String others = FileOwners.others(file);
		if (others != null) {
			throw new FailureAnalyzedException("The host key '%s' %s.".formatted(file.toAbsolutePath(), others),
					"Make it its owner's alone: chmod 600, and the owner the user that runs the application.");
		}
		if (Files.size(file) > MAX_FILE) {
			throw new IOException(file + " is longer than " + MAX_FILE + " bytes");
		}
		return parse("'" + file.toAbsolutePath() + "'", Files.readString(file));
	}

	private static List<KeyPair> parse(String name, String text) {
		List<KeyPair> keys = new ArrayList<>();
		try (ByteArrayInputStream bytes = new ByteArrayInputStream(text.strip().getBytes(StandardCharsets.UTF_8))) {
			Iterable<KeyPair> loaded = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("host key"),
					bytes, null);
			if (loaded != null) {
				loaded.forEach(keys::add);
			}
		}
		catch (IOException | GeneralSecurityException | RuntimeException ex) {
			throw unreadable(name, ex);
		}
		if (keys.isEmpty()) {
			throw unreadable(name, new IOException("No key"));
		}
		return keys;
	}

	/** Without the words of the cause, which may have the key in them. */
	private static FailureAnalyzedException unreadable(String name, Throwable cause) {
		return new FailureAnalyzedException("Host key: " + name + " of " + PROPERTY + " is no private key.",
				"It has to be in OpenSSH's or PEM format, without a passphrase: ssh-keygen -t ed25519 -N ''.", cause);
	}

}
