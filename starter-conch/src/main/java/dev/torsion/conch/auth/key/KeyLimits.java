package dev.torsion.conch.auth.key;

import java.util.List;
import java.util.Map;

import dev.torsion.conch.SshRestrictions;
import org.jspecify.annotations.Nullable;

/**
 * What several keys, or a key and a certificate, are limited to together.
 */
public final class KeyLimits {

	private KeyLimits() {
	}

	/**
	 * What two allow together.
	 * @param first what the one is limited to
	 * @param second what the other is limited to
	 * @return what both allow, {@code null} if they force different commands
	 */
	public static @Nullable SshRestrictions merge(SshRestrictions first, SshRestrictions second) {
		String command = first.forcedCommand();
		if (command != null && second.forcedCommand() != null && !command.equals(second.forcedCommand())) {
			return null;
		}
		return new SshRestrictions((command != null) ? command : second.forcedCommand(), first.pty() && second.pty(),
				first.forwarding() && second.forwarding(), both(first.permitOpen(), second.permitOpen()),
				both(first.permitListen(), second.permitListen()), both(first.environment(), second.environment()));
	}

	private static @Nullable List<String> both(@Nullable List<String> first, @Nullable List<String> second) {
		if (first == null || second == null) {
			return (first != null) ? first : second;
		}
		return first.stream().filter(second::contains).toList();
	}

	private static Map<String, String> both(Map<String, String> first, Map<String, String> second) {
		return first.isEmpty() ? second : first;
	}

}
