package dev.torsion.mail.delivery;

import java.util.List;

import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailRecipient;

/**
 * Who takes the mail of one recipient.
 *
 * @param recipient the recipient, as the client has given it
 * @param hops who takes it: several, if it is an alias of several addresses
 */
public record Route(MailRecipient recipient, List<Hop> hops) {

	public Route {
		hops = List.copyOf(hops);
	}

	/**
	 * One that takes it.
	 *
	 * @param delivery where it goes
	 * @param recipient the recipient, as the delivery has accepted it
	 */
	public record Hop(MailDelivery delivery, MailRecipient recipient) {

	}

}
