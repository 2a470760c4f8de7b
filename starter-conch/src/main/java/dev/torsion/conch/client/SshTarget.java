package dev.torsion.conch.client;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A server, and who one is there.
 *
 * @param name what it is called in the application
 * @param host the name of the server, or its IP address
 * @param port its port
 * @param user the name of the account
 * @param password its password, {@code null} for none
 * @param keys the keys to log in with
 * @param agent the socket of an agent that has keys, {@code null} for none
 * @param trust what the server is known by
 * @param jump the name of the target through which it is reached, {@code null} if it is
 * reached at once
 */
public record SshTarget(String name, String host, int port, String user, @Nullable String password, List<KeyPair> keys,
		@Nullable Path agent, Trust trust, @Nullable String jump) {

	public SshTarget {
		keys = List.copyOf(keys);
	}

	/** Without what is secret. */
	@Override
	public String toString() {
		return this.name + " (" + this.user + " at " + this.host + ":" + this.port + ")";
	}

	/**
	 * What a server is known by.
	 *
	 * @param file a file as sshd(8) has it for {@code known_hosts}, which is read again
	 * at each connection; {@code null} if there is none
	 * @param fingerprint the fingerprint of its key, as {@code ssh-keygen -l} shows it,
	 * which goes before the file; {@code null} for none
	 */
	public record Trust(@Nullable Path file, @Nullable String fingerprint) {

	}

}
