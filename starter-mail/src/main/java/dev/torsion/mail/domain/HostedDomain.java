package dev.torsion.mail.domain;

import java.util.List;
import java.util.function.Supplier;

import dev.torsion.mail.MailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A domain whose mail is kept here.
 *
 * @param name its name
 * @param aliases names in it that stand for others, as they are now
 * @param catchAll who gets what is for nobody else; {@code null} for nobody
 * @param subAddress the characters each of which ends the name of a user, RFC 5233; empty
 * for none
 */
public record HostedDomain(String name, Supplier<Aliases> aliases, @Nullable MailAddress catchAll, String subAddress) {

	public HostedDomain {
		name = MailAddress.domain(name);
	}

	/**
	 * What a local part stands for.
	 * @param localPart the local part, with or without sub-address
	 * @return what it is an alias of; {@code null} if it is none
	 */
	@Nullable List<MailAddress> alias(String localPart) {
		List<String> targets = this.aliases.get().find(localPart);
		String user = user(localPart);
		if (targets == null && !user.equals(localPart)) {
			targets = this.aliases.get().find(user);
		}
		return (targets != null) ? targets.stream().map(this::address).toList() : null;
	}

	/**
	 * The user in a local part.
	 * @param localPart the local part
	 * @return what is before the sub-address
	 */
	String user(String localPart) {
		for (int i = 1; i < localPart.length(); i++) {
			if (this.subAddress.indexOf(localPart.charAt(i)) >= 0) {
				return localPart.substring(0, i);
			}
		}
		return localPart;
	}

	private MailAddress address(String target) {
		int at = target.lastIndexOf('@');
		return (at > 0 && at < target.length() - 1) ? MailAddress.of(target) : new MailAddress(target, this.name);
	}

}
