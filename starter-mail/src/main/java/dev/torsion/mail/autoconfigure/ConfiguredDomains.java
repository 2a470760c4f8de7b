package dev.torsion.mail.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.files.DataFolder;
import dev.torsion.files.WatchedFile;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.domain.Aliases;
import dev.torsion.mail.domain.HostedDomain;
import dev.torsion.mail.domain.HostedDomains;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/**
 * The domains of {@code network.mail.domains}, with their files, which are watched until
 * this is closed.
 */
final class ConfiguredDomains implements AutoCloseable {

	private static final String DOMAINS = "network.mail.domains";

	private final Map<String, WatchedFile<Aliases>> files = new HashMap<>();

	private final Map<String, String> maildirs = new HashMap<>();

	private final DataFolder data;

	private final EventLoop loop;

	private final HostedDomains hosted;

	ConfiguredDomains(MailProperties properties, DataFolder data, EventLoop loop) {
		this.data = data;
		this.loop = loop;
		try {
			List<HostedDomain> domains = new ArrayList<>();
			for (MailProperties.Domain domain : properties.domains()) {
				domains.add(domain(domain));
			}
			this.hosted = new HostedDomains(domains, defaultDomain(properties));
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	HostedDomains hosted() {
		return this.hosted;
	}

	/**
	 * The Maildir of an address of one of the domains. Its parts are file names.
	 */
	Path maildir(MailAddress address) {
		String template = this.maildirs.get(address.domain());
		if (template == null) {
			throw new IllegalArgumentException(address.domain() + " is not hosted");
		}
		String path = template.replace("{domain}", address.domain()).replace("{user}", address.localPart());
		return this.data.path().resolve(path).toAbsolutePath().normalize();
	}

	private @Nullable String defaultDomain(MailProperties properties) {
		String domain = properties.defaultDomain();
		if (!StringUtils.hasText(domain)) {
			return null;
		}
		if (!this.maildirs.containsKey(MailAddress.domain(domain))) {
			throw new FailureAnalyzedException("network.mail.default-domain '%s' is not hosted.".formatted(domain),
					"Name one of " + DOMAINS + ", or add it to them.");
		}
		return domain;
	}

	private HostedDomain domain(MailProperties.Domain domain) {
		String name = MailAddress.domain(domain.name());
		String maildir = domain.maildir();
		if (!maildir.contains("{user}")) {
			throw new FailureAnalyzedException(
					"The Maildir '%s' of %s would be that of all its users.".formatted(maildir, name),
					"Put {user} into 'maildir', such as '/var/mail/{domain}/{user}'.");
		}
		if (this.maildirs.putIfAbsent(name, plain(maildir)) != null) {
			throw new FailureAnalyzedException("%s has '%s' twice.".formatted(DOMAINS, name), "Take one of them away.");
		}
		WatchedFile<Aliases> file = StringUtils.hasText(domain.aliases()) ? aliases(domain.aliases()) : null;
		return new HostedDomain(name, (file != null) ? file::contents : () -> Aliases.NONE,
				catchAll(domain.catchAll(), name), domain.subAddress());
	}

	private static @Nullable MailAddress catchAll(@Nullable String catchAll, String domain) {
		if (!StringUtils.hasText(catchAll)) {
			return null;
		}
		return (catchAll.indexOf('@') > 0) ? MailAddress.of(catchAll) : new MailAddress(catchAll, domain);
	}

	/** The same file of several domains is read once. */
	private WatchedFile<Aliases> aliases(String name) {
		WatchedFile<Aliases> file = this.files.get(name);
		if (file == null) {
			try {
				file = new WatchedFile<>(this.data.resolve(plain(name)), Aliases::read, this.loop);
			}
			catch (IOException ex) {
				throw new FailureAnalyzedException("The aliases '%s' cannot be read: %s".formatted(name, ex),
						"Name a file in the format of sendmail: 'name: address, address' on each line.", ex);
			}
			this.files.put(name, file);
		}
		return file;
	}

	private static String plain(String path) {
		return path.startsWith("file:") ? path.substring("file:".length()) : path;
	}

	@Override
	public void close() {
		this.files.values().forEach(WatchedFile::close);
	}

}
