package dev.torsion.mail.smtp.session;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.delivery.Route;
import dev.torsion.mail.smtp.session.message.OnLoop;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

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

	/** Takes a recipient, if somebody takes its mail. */
	Mono<Void> take(MailRecipient recipient, SmtpServer server, Scheduler loop) {
		if (this.routes.size() >= server.settings().limits().maxRecipients()) {
			return Mono.error(new MailRefusedException(Replies.TOO_MANY_RECIPIENTS));
		}
		MailEnvelope envelope = envelope();
		return OnLoop.of(server.router().route(recipient, envelope), loop)
			.flatMap((route) -> server.policies()
				.ask((policy) -> policy.recipient(recipient, envelope), loop)
				.then(Mono.fromRunnable(() -> this.routes.add(route))));
	}

	/** Counts recipients that are too many. */
	int countTooMany() {
		return ++this.tooMany;
	}

}
