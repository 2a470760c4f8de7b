package dev.torsion.conch;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a login is limited to by the options of its key or certificate, see sshd(8) and
 * PROTOCOL.certkeys. They only ever take away from what roles allow.
 *
 * @param forcedCommand the command that runs in the place of whatever is asked for,
 * {@code null} if any may
 * @param pty whether there may be a terminal
 * @param forwarding whether ports may be forwarded
 * @param permitOpen where connections may be forwarded to, as {@code host:port}, the port
 * a number or {@code *}; {@code null} if anywhere
 * @param permitListen what may be listened on, as {@code host:port}; {@code null} if
 * anything
 * @param environment variables that are set for programs
 */
public record SshRestrictions(@Nullable String forcedCommand, boolean pty, boolean forwarding,
		@Nullable List<String> permitOpen, @Nullable List<String> permitListen, Map<String, String> environment) {

	/**
	 * No restrictions.
	 */
	public static final SshRestrictions NONE = new SshRestrictions(null, true, true, null, null, Map.of());

	public SshRestrictions {
		permitOpen = (permitOpen != null) ? List.copyOf(permitOpen) : null;
		permitListen = (permitListen != null) ? List.copyOf(permitListen) : null;
		environment = Map.copyOf(environment);
	}

}
