package dev.torsion.mail.smtp.session.settings;

import dev.torsion.mail.MailAddress;

import org.springframework.security.core.Authentication;

/**
 * Whose an address is. Declare a bean of this type to decide otherwise than by the name
 * of the account. Called on event loops, which must not be blocked.
 */
@FunctionalInterface
public interface SenderRule {

	/**
	 * Whether an account may send as an address.
	 * @param login who has logged in
	 * @param sender the address
	 * @return whether it may
	 */
	boolean owns(Authentication login, MailAddress sender);

	/**
	 * The rule that an account is named by its address, or by its local part.
	 * @return the rule
	 */
	static SenderRule byName() {
		return (login, sender) -> {
			String name = login.getName();
			int at = name.lastIndexOf('@');
			return (at < 0) ? name.equalsIgnoreCase(sender.localPart())
					: name.substring(0, at).equalsIgnoreCase(sender.localPart())
							&& MailAddress.domain(name.substring(at + 1)).equals(sender.domain());
		};
	}

}
