package dev.torsion.mail.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks the deliveries, in their order.
 */
public final class DeliveryRouter implements MailRouter {

	private static final Log logger = LogFactory.getLog(DeliveryRouter.class);

	private static final SmtpReply NO_RELAY = SmtpReply.refused("5.7.1", "Relaying denied");

	private static final SmtpReply NOBODY = SmtpReply.later("4.3.5", "The alias leads nowhere");

	private final Expansion expansion;

	private final List<MailDelivery> deliveries;

	/**
	 * Creates the router.
	 * @param expansion what addresses stand for
	 * @param deliveries who takes mail, in the order in which they are asked
	 */
	public DeliveryRouter(Expansion expansion, List<MailDelivery> deliveries) {
		this.expansion = expansion;
		this.deliveries = List.copyOf(deliveries);
	}

	@Override
	public Mono<Route> route(MailRecipient recipient, MailEnvelope envelope) {
		List<MailRecipient> targets = this.expansion.expand(recipient.address()).stream().map(recipient::at).toList();
		if (targets.size() == 1) {
			return hop(targets.get(0), envelope).map((hop) -> new Route(recipient, List.of(hop)));
		}
		if (targets.isEmpty()) {
			return Mono.error(() -> new MailRefusedException(NOBODY));
		}
		List<MailRefusedException> refusals = new ArrayList<>();
		return Flux.fromIterable(targets)
			.concatMap((target) -> hop(target, envelope).onErrorResume(DeliveryRouter::isForGood, (ex) -> {
				logger.warn("The alias " + recipient.address() + " leads to " + target.address()
						+ ", which is refused: " + ex.getMessage());
				refusals.add((MailRefusedException) ex);
				return Mono.empty();
			}), 0)
			.collectList()
			.flatMap((hops) -> hops.isEmpty() ? Mono.error(refusals.get(0)) : Mono.just(new Route(recipient, hops)));
	}

	private static boolean isForGood(Throwable ex) {
		return ex instanceof MailRefusedException refused && !refused.reply().isTemporary();
	}

	private Mono<Route.Hop> hop(MailRecipient recipient, MailEnvelope envelope) {
		return Flux.fromIterable(this.deliveries)
			.concatMap((delivery) -> delivery.accept(recipient, envelope)
				.map((accepted) -> new Route.Hop(delivery, accepted)), 0)
			.next()
			.switchIfEmpty(Mono.error(() -> new MailRefusedException(NO_RELAY)));
	}

	@Override
	public Mono<MailSink> open(List<Route> routes, MailEnvelope envelope, MailHeaders headers) {
		Map<MailDelivery, Map<MailAddress, MailRecipient>> recipients = new LinkedHashMap<>();
		for (Route route : routes) {
			for (Route.Hop hop : route.hops()) {
				recipients.computeIfAbsent(hop.delivery(), (key) -> new LinkedHashMap<>())
					.putIfAbsent(hop.recipient().address(), hop.recipient());
			}
		}
		if (recipients.size() == 1) {
			return open(recipients.entrySet().iterator().next(), envelope, headers);
		}
		List<MailSink> sinks = new ArrayList<>(recipients.size());
		return Flux.fromIterable(recipients.entrySet())
			.concatMap((entry) -> open(entry, envelope, headers), 0)
			.doOnNext(sinks::add)
			.then(Mono.fromSupplier(() -> (MailSink) new JoinedSink(sinks)))
			.doOnError((ex) -> sinks.forEach(MailSink::abort))
			.doOnCancel(() -> sinks.forEach(MailSink::abort));
	}

	private static Mono<MailSink> open(Map.Entry<MailDelivery, Map<MailAddress, MailRecipient>> delivery,
			MailEnvelope envelope, MailHeaders headers) {
		return delivery.getKey().open(envelope.to(List.copyOf(delivery.getValue().values())), headers);
	}

}
