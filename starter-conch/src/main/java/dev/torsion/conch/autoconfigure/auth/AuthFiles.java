package dev.torsion.conch.autoconfigure.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.torsion.conch.auth.AuthMethods;
import dev.torsion.conch.auth.AuthSettings;
import dev.torsion.conch.auth.file.AuthorityKeys;
import dev.torsion.conch.auth.file.AuthorizedKeyFiles;
import dev.torsion.conch.auth.file.RevokedKeyFile;
import dev.torsion.cred.Portal;
import dev.torsion.files.DataFolder;
import dev.torsion.net.EventLoop;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/**
 * Reads what {@link AuthProperties} name, or says what is wrong with it.
 */
final class AuthFiles {

	private static final String PREFIX = "file:";

	private static final long MAX_BANNER = 16 * 1024;

	private AuthFiles() {
	}

	static AuthorizedKeyFiles authorizedKeys(AuthProperties properties, EventLoop loop) {
		try {
			return new AuthorizedKeyFiles(plain(Objects.toString(properties.authorizedKeys(), "")), loop);
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"network.conch.authorized-keys is '%s', which is no path for each account."
						.formatted(properties.authorizedKeys()),
					"Name an absolute path with {user} in it, as in 'file:/home/{user}/.ssh/authorized_keys'.", ex);
		}
	}

	static AuthorityKeys authorities(AuthProperties properties, DataFolder data, EventLoop loop) {
		List<String> entries = properties.trustedUserCaKeys();
		try {
			return new AuthorityKeys(entries.stream().filter((entry) -> !entry.startsWith(PREFIX)).toList(),
					paths(entries, data), loop);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"network.conch.trusted-user-ca-keys cannot be read: %s.".formatted(ex.getMessage()),
					"Name lines of OpenSSH's authorized_keys there, or files of such lines after 'file:'.", ex);
		}
	}

	private static List<Path> paths(List<String> entries, DataFolder data) throws IOException {
		List<Path> paths = new ArrayList<>();
		for (String entry : entries) {
			if (entry.startsWith(PREFIX)) {
				paths.add(data.resolve(plain(entry)));
			}
		}
		return paths;
	}

	static RevokedKeyFile revoked(AuthProperties properties, DataFolder data, EventLoop loop) {
		try {
			return new RevokedKeyFile(data.resolve(plain(Objects.toString(properties.revokedKeys(), ""))), loop);
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(
					"network.conch.revoked-keys is '%s', which cannot be read: %s.".formatted(properties.revokedKeys(),
							ex.getMessage()),
					"Name a file that 'ssh-keygen -k' has made, or one with keys and SHA256 fingerprints in lines. Nobody is let in by keys while it is not known which are revoked.",
					ex);
		}
	}

	static AuthSettings settings(AuthProperties properties, Portal portal, DataFolder data) {
		if (properties.maxAuthTries() < 1 || properties.failDelay().isNegative()) {
			throw new FailureAnalyzedException("network.conch.max-auth-tries or fail-delay is out of range.",
					"Let a peer try at least once, and the delay not be negative.");
		}
		return new AuthSettings(methods(properties, portal), properties.maxAuthTries(), properties.failDelay(),
				banner(properties, data));
	}

	private static AuthMethods methods(AuthProperties properties, Portal portal) {
		String methods = properties.authenticationMethods();
		try {
			return StringUtils.hasText(methods) ? AuthMethods.parse(methods) : AuthMethods.any(portal);
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"network.conch.authentication-methods has a mistake in it: %s.".formatted(ex.getMessage()),
					"Write lists with spaces between, as in 'publickey,keyboard-interactive:totp password'.", ex);
		}
	}

	private static String banner(AuthProperties properties, DataFolder data) {
		String banner = properties.banner();
		if (!banner.startsWith(PREFIX)) {
			return banner.isEmpty() || banner.endsWith("\n") ? banner : banner + "\n";
		}
		try {
			Path file = data.resolve(plain(banner));
			if (Files.size(file) > MAX_BANNER) {
				throw new IOException("it is larger than " + MAX_BANNER + " bytes");
			}
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException("network.conch.banner cannot be read: %s.".formatted(ex.getMessage()),
					"Name a file of text, or write the text itself.", ex);
		}
	}

	private static String plain(String path) {
		return path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
	}

}
