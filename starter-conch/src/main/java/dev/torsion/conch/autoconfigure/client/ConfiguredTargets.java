package dev.torsion.conch.autoconfigure.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.conch.client.SshTarget;
import dev.torsion.conch.client.key.PrivateKeys;
import dev.torsion.files.DataFolder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.io.ClassPathResource;

/**
 * The servers that properties name.
 */
final class ConfiguredTargets {

	private static final String PREFIX = "network.conch.client.hosts[";

	private static final String CLASSPATH = "classpath:";

	private final ClientProperties properties;

	private final DataFolder data;

	private final @Nullable String agent;

	ConfiguredTargets(ClientProperties properties, DataFolder data, @Nullable String agent) {
		this.properties = properties;
		this.data = data;
		this.agent = agent;
	}

	List<SshTarget> targets() {
		List<SshTarget> targets = new ArrayList<>();
		Set<String> earlier = new HashSet<>();
		for (int i = 0; i < this.properties.hosts().size(); i++) {
			SshTarget target = target(PREFIX + i + "]", this.properties.hosts().get(i));
			if (target.jump() != null && !earlier.contains(target.jump())) {
				throw new FailureAnalyzedException(
						PREFIX + i + "].jump is '" + target.jump() + "', and no host above has that name.",
						"Name a host of the list there, and put it above those that are reached through it.");
			}
			if (!earlier.add(target.name())) {
				throw new FailureAnalyzedException("Two SSH hosts have the name '" + target.name() + "'.",
						"Give each of network.conch.client.hosts its own name.");
			}
			targets.add(target);
		}
		return targets;
	}

	private SshTarget target(String property, ClientProperties.Host host) {
		String name = required(property + ".name", host.name());
		String user = required(property + ".user", host.user());
		return new SshTarget(name, (host.host() != null) ? host.host() : name, host.port(), user, host.password(),
				keys(property + ".private-key", host), host.agent() ? agent(property) : null,
				new SshTarget.Trust((host.fingerprint() != null) ? null : knownHosts(host), host.fingerprint()),
				host.jump());
	}

	private static String required(String property, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new FailureAnalyzedException(property + " is not set.", "Set it.");
		}
		return value;
	}

	private Path agent(String property) {
		if (this.agent == null || this.agent.isBlank()) {
			throw new FailureAnalyzedException(property + ".agent asks for an agent, and there is none.",
					"Start the application where SSH_AUTH_SOCK is set, or set private-key.");
		}
		return Path.of(this.agent);
	}

	private Path knownHosts(ClientProperties.Host host) {
		String file = (host.knownHosts() != null) ? host.knownHosts() : this.properties.knownHosts();
		return this.data.path().resolve(file).toAbsolutePath().normalize();
	}

	private static List<KeyPair> keys(String property, ClientProperties.Host host) {
		String key = host.privateKey();
		return (key == null || key.isBlank()) ? List.of()
				: PrivateKeys.read(property, text(property, key.strip()), host.passphrase());
	}

	private static String text(String property, String key) {
		if (key.startsWith("-----BEGIN ")) {
			return key;
		}
		try {
			return key.startsWith(CLASSPATH)
					? new ClassPathResource(key.substring(CLASSPATH.length()))
						.getContentAsString(StandardCharsets.UTF_8)
					: Files.readString(Path.of(key.startsWith("file:") ? key.substring("file:".length()) : key));
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(property + " names a file that cannot be read: " + ex.getMessage() + ".",
					"Correct its path, and let the user the application runs as read it.", ex);
		}
	}

}
