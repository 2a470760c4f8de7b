package dev.torsion.mail.smtp.session.limit;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.function.LongSupplier;

import dev.torsion.mail.MailClient;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.net.ConnectionGate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;

/**
 * Limits how many messages and recipients come from a client, an IPv6 /64 being one, or
 * from an account, whatever its client. Mail by LMTP was taken by others before.
 */
public final class RatePolicy implements MailPolicy, Ordered {

	private static final MailRefusedException MESSAGES = new MailRefusedException(
			new SmtpReply(450, "4.7.1", "Too many messages, try again in a minute"));

	private static final MailRefusedException RECIPIENTS = new MailRefusedException(
			new SmtpReply(452, "4.7.1", "Too many recipients, try again in a minute"));

	private final MailRates rates;

	private final Buckets messages;

	private final Buckets recipients;

	/**
	 * Creates the policy.
	 * @param rates how much there may be
	 * @param nanoTime the time, as {@link System#nanoTime()} has it
	 */
	public RatePolicy(MailRates rates, LongSupplier nanoTime) {
		this.rates = rates;
		this.messages = new Buckets(rates.remembered(), nanoTime);
		this.recipients = new Buckets(rates.remembered(), nanoTime);
	}

	/** Costs least, so it is asked first. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> sender(MailEnvelope envelope) {
		Object key = key(envelope.client());
		boolean account = envelope.client().login() != null;
		return (key == null || this.messages.take(key, account ? this.rates.accountMessages() : this.rates.messages()))
				? Mono.empty() : Mono.error(MESSAGES);
	}

	@Override
	public Mono<Void> recipient(MailRecipient recipient, MailEnvelope envelope) {
		Object key = key(envelope.client());
		boolean account = envelope.client().login() != null;
		return (key == null
				|| this.recipients.take(key, account ? this.rates.accountRecipients() : this.rates.recipients()))
						? Mono.empty() : Mono.error(RECIPIENTS);
	}

	private @Nullable Object key(MailClient client) {
		if (client.login() != null) {
			return client.login().getName().toLowerCase(Locale.ROOT);
		}
		SocketAddress address = client.address();
		boolean exempt = client.listener().equals("lmtp") || (address instanceof InetSocketAddress socket
				&& socket.getAddress() != null && this.rates.exempt().contains(socket.getAddress()));
		return exempt ? null : ConnectionGate.addressOf(address);
	}

}
