package dev.torsion.conch.autoconfigure.manhole;

import java.time.Duration;
import java.time.Instant;

import dev.torsion.conch.manhole.ManholeSettings;
import dev.torsion.conch.manhole.engine.Limits;
import dev.torsion.conch.terminal.TerminalSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the manhole.
 *
 * @param enabled whether there is a manhole
 * @param port port to listen on, 0 for any free one
 * @param address address to bind to, one of this machine alone
 * @param unixSocket path of a unix domain socket to listen on in the place of the port
 * @param allowRemote whether the address may be one that others can reach
 * @param role who may enter, without ROLE_
 * @param authenticationMethods what a peer has to prove, as
 * network.conch.authentication-methods; a key is always part of it
 * @param until when it is closed for good, such as 2030-01-31T18:00:00Z; it is open in
 * the profile prod only if this is given
 * @param idleTimeout how long a session may stay without a line being typed
 * @param maxDuration how long a session may last
 * @param maxSessions most sessions at a time
 * @param shared whether all sessions share what is declared
 * @param auditFile file to which all events are appended, below network.data
 * @param maxLine most characters of a line
 * @param writeTimeout how long output may wait for a peer that does not read
 * @param print what is printed of values
 */
@ConfigurationProperties("network.conch.manhole")
public record ManholeProperties(@DefaultValue("false") boolean enabled, @DefaultValue("2223") int port,
		@DefaultValue("127.0.0.1") String address, @Nullable String unixSocket,
		@DefaultValue("false") boolean allowRemote, @DefaultValue("") String role,
		@DefaultValue("publickey") String authenticationMethods, @Nullable Instant until,
		@DefaultValue("10m") Duration idleTimeout, @DefaultValue("1h") Duration maxDuration,
		@DefaultValue("2") int maxSessions, @DefaultValue("false") boolean shared,
		@DefaultValue("manhole/audit.log") String auditFile, @DefaultValue("8192") int maxLine,
		@DefaultValue("30s") Duration writeTimeout, @DefaultValue Print print) {

	ManholeSettings settings() {
		return new ManholeSettings(this.role, this.until, this.idleTimeout, this.maxDuration, this.maxSessions,
				this.shared, new Limits(this.print.maxLength(), this.print.maxElements(), this.print.timeout()),
				new TerminalSettings(this.maxLine, this.writeTimeout));
	}

	/**
	 * What is printed of values.
	 *
	 * @param maxLength most characters
	 * @param maxElements most elements of a collection, array, map or publisher
	 * @param timeout how long a publisher is waited for
	 */
	public record Print(@DefaultValue("10000") int maxLength, @DefaultValue("100") int maxElements,
			@DefaultValue("10s") Duration timeout) {

	}

}
