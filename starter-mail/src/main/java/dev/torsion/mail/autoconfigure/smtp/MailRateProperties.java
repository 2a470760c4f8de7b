package dev.torsion.mail.autoconfigure.smtp;

import java.util.List;

import dev.torsion.mail.smtp.session.limit.MailRates;
import dev.torsion.net.address.AddressRanges;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of how much mail comes from one client or account in a minute.
 *
 * @param enabled whether that is limited
 * @param messages most messages of a client that has not logged in
 * @param recipients most recipients of a client that has not logged in
 * @param accountMessages most messages of an account
 * @param accountRecipients most recipients of an account
 * @param maxClients how many clients and accounts are remembered at a time
 * @param exempt comma-separated list of clients that are not limited unless they log in:
 * addresses, blocks, or the words 'loopback', 'private' and 'any'
 */
@ConfigurationProperties("network.mail.rate-limit")
public record MailRateProperties(@DefaultValue("true") boolean enabled, @DefaultValue("120") int messages,
		@DefaultValue("1200") int recipients, @DefaultValue("60") int accountMessages,
		@DefaultValue("600") int accountRecipients, @DefaultValue("100000") int maxClients,
		@DefaultValue("loopback") List<String> exempt) {

	MailRates rates() {
		AddressRanges ranges = AddressRanges.of("network.mail.rate-limit.exempt", this.exempt);
		return SmtpListeners.checked("network.mail.rate-limit", () -> new MailRates(this.messages, this.recipients,
				this.accountMessages, this.accountRecipients, this.maxClients, ranges));
	}

}
