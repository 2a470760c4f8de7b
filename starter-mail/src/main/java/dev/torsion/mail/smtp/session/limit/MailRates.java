package dev.torsion.mail.smtp.session.limit;

import dev.torsion.net.address.AddressRanges;

/**
 * How much mail there may be, in a minute and at once.
 *
 * @param messages the most messages of a client who has not logged in
 * @param recipients the most recipients of a client who has not logged in
 * @param accountMessages the most messages of an account
 * @param accountRecipients the most recipients of an account
 * @param remembered how many clients and accounts are remembered at a time
 * @param exempt clients that are not limited unless they log in
 */
public record MailRates(int messages, int recipients, int accountMessages, int accountRecipients, int remembered,
		AddressRanges exempt) {

	public MailRates {
		check("messages", messages);
		check("recipients", recipients);
		check("account-messages", accountMessages);
		check("account-recipients", accountRecipients);
		check("max-clients", remembered);
	}

	private static void check(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException(name + " is " + value + ", less than 1");
		}
	}

}
