package dev.torsion.mail.smtp.session;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.delivery.Route;

/**
 * A message before its first byte: who it is from and to.
 */
public final class Transaction {

	private final MailEnvelope sender;

	private final List<Route> routes = new ArrayList<>(1);

	private int tooMany;

	Transaction(MailEnvelope sender) {
		this.sender = sender;
	}

	/**
	 * What is known so far.
	 * @return the envelope, with the recipients that were taken
	 */
	public MailEnvelope envelope() {
		return this.routes.isEmpty() ? this.sender : this.sender.to(recipients());
	}

	private List<MailRecipient> recipients() {
		List<MailRecipient> recipients = new ArrayList<>(this.routes.size());
		this.routes.forEach((route) -> recipients.add(route.recipient()));
		return recipients;
	}

	/**
	 * Who takes it.
	 * @return a route for each recipient, in their order
	 */
	public List<Route> routes() {
		return this.routes;
	}

	void add(Route route) {
		this.routes.add(route);
	}

	/** Counts recipients that are too many. */
	int countTooMany() {
		return ++this.tooMany;
	}

}
