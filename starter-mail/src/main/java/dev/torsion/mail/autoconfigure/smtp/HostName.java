package dev.torsion.mail.autoconfigure.smtp;

import dev.torsion.mail.autoconfigure.MailProperties;
import dev.torsion.mail.smtp.wire.Domains;
import dev.torsion.net.autoconfigure.MachineName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/**
 * What this host is called in mail.
 *
 * @param value the name
 */
record HostName(String value) {

	private static final String UNKNOWN = "localhost";

	static HostName of(@Nullable String configured) {
		if (!StringUtils.hasText(configured)) {
			return new HostName(canonical());
		}
		String name = Domains.host(configured.strip());
		if (name == null) {
			throw new FailureAnalyzedException("network.mail.hostname '" + configured + "' is not the name of a host.",
					"Name this host as others find it, such as 'mx.example.org'.");
		}
		return new HostName(name);
	}

	private static String canonical() {
		String name = Domains.host(MachineName.find());
		return (name != null) ? name : UNKNOWN;
	}

	/**
	 * The domain of those who are named without one; empty if it may be any of several.
	 */
	String defaultDomain(MailProperties mail) {
		String domain = mail.defaultDomain();
		if (StringUtils.hasText(domain)) {
			return domain;
		}
		return switch (mail.domains().size()) {
			case 0 -> this.value;
			case 1 -> mail.domains().get(0).name();
			default -> "";
		};
	}

}
