package dev.torsion.words.autoconfigure;

import java.util.regex.Pattern;

import dev.torsion.net.autoconfigure.MachineName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/**
 * What the server is called in chats.
 *
 * @param value the name
 */
record ServerName(String value) {

	private static final String UNKNOWN = "localhost";

	/** As long as names of servers may be in IRC, RFC 2812 section 1.1. */
	private static final Pattern NAME = Pattern.compile("(?=.{1,63}$)[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

	static ServerName of(@Nullable String configured) {
		if (!StringUtils.hasText(configured)) {
			String machine = MachineName.find();
			return new ServerName(NAME.matcher(machine).matches() ? machine : UNKNOWN);
		}
		String name = configured.strip();
		if (!NAME.matcher(name).matches()) {
			throw new FailureAnalyzedException("network.words.name '" + configured + "' is not the name of a host.",
					"Name the server as others find it, such as 'chat.example.org', with 63 letters at most.");
		}
		return new ServerName(name);
	}

}
