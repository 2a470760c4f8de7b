package dev.torsion.mail.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of all mail servers.
 *
 * @param hostname name of this host, as it is told to clients; the name of the machine if
 * not set
 * @param address address to bind to; 'network.address' if not set
 * @param ssl certificate of STARTTLS and of TLS from the first byte
 * @param defaultDomain domain of accounts and recipients that are named without one; the
 * hosted domain if there is but one
 * @param store where mailboxes are kept
 * @param maildir limits of mailboxes in files
 * @param memory limits of mailboxes in memory
 * @param domains list of the domains that are hosted
 */
@ConfigurationProperties("network.mail")
public record MailProperties(@Nullable String hostname, @Nullable String address, @DefaultValue Ssl ssl,
		@Nullable String defaultDomain, @DefaultValue("maildir") Store store, @DefaultValue Maildir maildir,
		@DefaultValue Memory memory, @DefaultValue List<Domain> domains) {

	/**
	 * TLS.
	 *
	 * @param bundle SSL bundle with the certificate
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * Where mailboxes are kept.
	 */
	public enum Store {

		/** In files, one a message, as Dovecot and mutt have them. */
		MAILDIR,

		/** In memory: gone when the application ends. */
		MEMORY

	}

	/**
	 * Limits of mailboxes in files.
	 *
	 * @param fsync whether a message that was taken survives a crash of the system
	 * @param maxMailboxes most mailboxes of a user
	 * @param maxMessages most messages of a mailbox; more are refused
	 * @param maxCachedMessages of how many messages what is known is kept in memory,
	 * about half a KiB each, besides those of mailboxes in use
	 */
	public record Maildir(@DefaultValue("true") boolean fsync, @DefaultValue("1000") int maxMailboxes,
			@DefaultValue("1000000") int maxMessages, @DefaultValue("100000") int maxCachedMessages) {

	}

	/**
	 * Limits of mailboxes in memory.
	 *
	 * @param maxSize how much mail is kept; more is refused
	 * @param maxMessages most messages that are kept
	 */
	public record Memory(@DefaultValue("64MB") DataSize maxSize, @DefaultValue("10000") int maxMessages) {

	}

	/**
	 * A domain that is hosted.
	 *
	 * @param name name of the domain
	 * @param maildir Maildir of each user; {user} and {domain} stand for the parts of the
	 * address. Below the data folder unless absolute
	 * @param aliases file of aliases in the format of sendmail; none if not set
	 * @param catchAll user or address that gets what is for nobody else; none if not set
	 * @param subAddress what ends the name of a user in an address, the rest being the
	 * user's own; empty for nothing
	 */
	public record Domain(String name, @DefaultValue("mail/{domain}/{user}") String maildir, @Nullable String aliases,
			@Nullable String catchAll, @DefaultValue("+") String subAddress) {

	}

}
