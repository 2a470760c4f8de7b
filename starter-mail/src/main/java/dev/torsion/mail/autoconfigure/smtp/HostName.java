package dev.torsion.mail.autoconfigure.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.torsion.mail.autoconfigure.MailProperties;
import dev.torsion.mail.smtp.wire.Domains;
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

	/** A machine whose DNS does not answer shall start nevertheless. */
	private static final int PATIENCE_SECONDS = 2;

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
		CompletableFuture<String> lookup = new CompletableFuture<>();
		Thread thread = new Thread(() -> lookup.complete(lookUp()), "torsion-hostname");
		thread.setDaemon(true);
		thread.start();
		return lookup.completeOnTimeout(UNKNOWN, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
	}

	private static String lookUp() {
		try {
			String name = Domains.host(InetAddress.getLocalHost().getCanonicalHostName());
			return (name != null) ? name : UNKNOWN;
		}
		catch (UnknownHostException ex) {
			return UNKNOWN;
		}
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
