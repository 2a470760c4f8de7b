package dev.torsion.mail;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One recipient of a message.
 *
 * @param address where the message goes, aliases followed
 * @param original the address the client has given
 * @param notices when the sender wants to hear of it, RFC 3461 section 4.1; empty if the
 * client has not said
 * @param originalRecipient the {@code ORCPT} parameter of RFC 3461 section 4.2, decoded,
 * with its type; {@code null} if there was none
 * @param variables what the variables of a template stand for in the address
 */
public record MailRecipient(MailAddress address, MailAddress original, Set<Notify> notices,
		@Nullable String originalRecipient, Map<String, String> variables) {

	public MailRecipient {
		notices = Set.copyOf(notices);
		variables = Map.copyOf(variables);
	}

	/**
	 * A recipient without parameters.
	 * @param address its address
	 * @return the recipient
	 */
	public static MailRecipient of(MailAddress address) {
		return new MailRecipient(address, address, Set.of(), null, Map.of());
	}

	/**
	 * The same recipient at another address.
	 * @param address where the message goes
	 * @return the recipient
	 */
	public MailRecipient at(MailAddress address) {
		return new MailRecipient(address, this.original, this.notices, this.originalRecipient, this.variables);
	}

	/**
	 * The same recipient with variables.
	 * @param variables what the variables stand for
	 * @return the recipient
	 */
	public MailRecipient with(Map<String, String> variables) {
		return new MailRecipient(this.address, this.original, this.notices, this.originalRecipient, variables);
	}

	/**
	 * When a sender wants to hear of a recipient.
	 */
	public enum Notify {

		/** Never. */
		NEVER,

		/** When it was delivered. */
		SUCCESS,

		/** When it could not be delivered. */
		FAILURE,

		/** When it takes long. */
		DELAY

	}

}
