package dev.torsion.mail.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;

import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.MailboxName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes mail for those who have accounts in the hosted domains, and keeps it in their
 * mailboxes: the last delivery that is asked.
 */
public final class HostedDelivery implements MailDelivery {

	private static final SmtpReply UNKNOWN = SmtpReply.refused("5.1.1", "There is no such mailbox here");

	private static final SmtpReply DISABLED = SmtpReply.refused("5.2.1", "The mailbox takes no mail");

	private final HostedDomains domains;

	private final Accounts accounts;

	private final MailStore store;

	private final Clock clock;

	/**
	 * Creates the delivery.
	 * @param domains the hosted domains
	 * @param accounts who has accounts
	 * @param store where mail is kept
	 * @param clock tells when mail was received
	 */
	public HostedDelivery(HostedDomains domains, Accounts accounts, MailStore store, Clock clock) {
		this.domains = domains;
		this.accounts = accounts;
		this.store = store;
		this.clock = clock;
	}

	@Override
	public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
		HostedDomain domain = this.domains.find(recipient.address().domain());
		if (domain == null) {
			return Mono.empty();
		}
		MailAddress address = recipient.address();
		MailAddress user = new MailAddress(domain.user(address.localPart()), address.domain());
		Mono<MailAddress> found = mailbox(address);
		if (!user.equals(address)) {
			found = found.switchIfEmpty(Mono.defer(() -> mailbox(user)));
		}
		MailAddress catchAll = domain.catchAll();
		if (catchAll != null) {
			found = found.switchIfEmpty(Mono.defer(() -> mailbox(catchAll)));
		}
		return found.map(recipient::at).switchIfEmpty(Mono.error(() -> new MailRefusedException(UNKNOWN)));
	}

	private Mono<MailAddress> mailbox(MailAddress address) {
		return Flux.fromIterable(this.domains.accounts(address))
			.concatMap(this.accounts::findExactly, 0)
			.next()
			.mapNotNull((found) -> {
				if (found.account().status() == AccountStatus.DISABLED) {
					throw new MailRefusedException(DISABLED);
				}
				return this.domains.mailbox(found.account().name());
			});
	}

	@Override
	public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
		List<MailboxName> mailboxes = envelope.recipients()
			.stream()
			.map((recipient) -> MailboxName.inbox(recipient.address()))
			.distinct()
			.toList();
		return this.store.deliver(mailboxes, Set.of(), this.clock.instant())
			.flatMap((sink) -> sink.write(trace(envelope)).thenReturn(sink).doOnError((ex) -> sink.abort()));
	}

	/**
	 * What final delivery adds, RFC 5321 section 4.4; copies tell nobody of each other.
	 */
	private static ByteBuffer trace(MailEnvelope envelope) {
		StringBuilder trace = new StringBuilder("Return-Path: <");
		MailAddress sender = envelope.sender();
		trace.append((sender != null) ? sender : "").append(">\r\n");
		if (envelope.recipients().size() == 1) {
			trace.append("Delivered-To: ").append(envelope.recipients().get(0).address()).append("\r\n");
		}
		return ByteBuffer.wrap(trace.toString().getBytes(StandardCharsets.UTF_8));
	}

}
