package dev.torsion.conch.autoconfigure.session;

import java.util.List;

import dev.torsion.conch.session.SessionSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the sessions of SSH.
 *
 * @param window how much a peer may send before it is processed, 64 KB to 64 MB
 * @param sendQueueLimit how much of what a program writes may wait for the peer to read
 * @param maxSessions most sessions of a connection at a time
 * @param acceptEnv comma-separated list of the variables peers may set, of which '*' at
 * the end stands for anything
 */
@ConfigurationProperties("network.conch.session")
public record ConchSessionProperties(@DefaultValue("2MB") DataSize window, @DefaultValue("1MB") DataSize sendQueueLimit,
		@DefaultValue("10") int maxSessions, @DefaultValue( {
				"LANG", "LC_*", "TERM", "COLORTERM", "GIT_PROTOCOL" }) List<String> acceptEnv){

	SessionSettings settings() {
		try {
			return new SessionSettings(Math.toIntExact(this.window.toBytes()),
					Math.toIntExact(this.sendQueueLimit.toBytes()), this.maxSessions, this.acceptEnv);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new FailureAnalyzedException("In network.conch.session, " + ex.getMessage() + ".",
					"Set another value there.", ex);
		}
	}

}
