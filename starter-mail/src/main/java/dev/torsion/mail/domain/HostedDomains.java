package dev.torsion.mail.domain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.cred.account.AccountNames;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.delivery.Expansion;
import org.jspecify.annotations.Nullable;

/**
 * The domains whose mail is kept here, and what the names of accounts have to do with
 * them: an account has the mailbox of its name, {@code bob@example.org}; one without a
 * domain has the one in the default domain. Immutable; safe for use by many threads.
 */
public final class HostedDomains implements Expansion {

	private final Map<String, HostedDomain> domains = new LinkedHashMap<>();

	private final @Nullable String defaultDomain;

	/**
	 * Creates them.
	 * @param domains the domains
	 * @param defaultDomain the domain of names without one; {@code null} for the only
	 * one, if there is but one
	 */
	public HostedDomains(Collection<HostedDomain> domains, @Nullable String defaultDomain) {
		domains.forEach((domain) -> this.domains.put(domain.name(), domain));
		String only = (this.domains.size() == 1) ? this.domains.keySet().iterator().next() : null;
		this.defaultDomain = (defaultDomain != null) ? MailAddress.domain(defaultDomain) : only;
	}

	/**
	 * The domain of a name.
	 * @param name the name of a domain
	 * @return the domain, {@code null} if it is not ours
	 */
	@Nullable HostedDomain find(String name) {
		return this.domains.get(name);
	}

	/**
	 * The names of the domains.
	 * @return the names
	 */
	Set<String> names() {
		return this.domains.keySet();
	}

	/**
	 * The names of the accounts that may own a mailbox.
	 * @param address the address of the mailbox
	 * @return the names, the best first
	 */
	List<String> accounts(MailAddress address) {
		String whole = address.localPart() + "@" + address.domain();
		return address.domain().equals(this.defaultDomain) ? List.of(whole, address.localPart()) : List.of(whole);
	}

	/**
	 * The mailbox of an account.
	 * @param account the name of the account
	 * @return the address; {@code null} if there is none in our domains
	 */
	@Nullable MailAddress mailbox(String account) {
		String name = AccountNames.key(account);
		int at = name.lastIndexOf('@');
		String domain = (at < 0) ? this.defaultDomain : MailAddress.domain(name.substring(at + 1));
		String localPart = (at < 0) ? name : name.substring(0, at);
		return (domain != null && isFileName(localPart) && this.domains.containsKey(domain))
				? new MailAddress(localPart, domain) : null;
	}

	/** Mailboxes may be folders that are named so. */
	private static boolean isFileName(String localPart) {
		return !localPart.isEmpty() && localPart.charAt(0) != '.' && localPart.indexOf('/') < 0
				&& localPart.indexOf('\\') < 0 && localPart.chars().noneMatch(Character::isISOControl);
	}

	@Override
	public Collection<MailAddress> expand(MailAddress address) {
		return new AliasWalk(this.domains).from(address.domain().isEmpty() ? complete(address) : address);
	}

	/** Somebody has to read what is for the postmaster, RFC 5321 section 4.5.1. */
	private MailAddress complete(MailAddress address) {
		String domain = this.defaultDomain;
		if (domain == null && !this.domains.isEmpty() && address.localPart().equalsIgnoreCase("postmaster")) {
			domain = this.domains.keySet().iterator().next();
		}
		return (domain != null) ? new MailAddress(address.localPart(), domain) : address;
	}

	/**
	 * What a name that is no account's may be short for: the address in any of our
	 * domains, or the account without a domain.
	 * @param name the name
	 * @return names of accounts
	 */
	public List<String> accountAliases(String name) {
		int at = name.lastIndexOf('@');
		if (at >= 0) {
			boolean ours = MailAddress.domain(name.substring(at + 1)).equals(this.defaultDomain);
			return (ours && at > 0) ? List.of(name.substring(0, at)) : List.of();
		}
		if (this.defaultDomain != null) {
			return List.of(name + "@" + this.defaultDomain);
		}
		return this.domains.keySet().stream().map((domain) -> name + "@" + domain).toList();
	}

}
