package dev.torsion.mail.listener;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.mail.AddressTemplate;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailMessage;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mapping.ArgumentMismatchException;
import dev.torsion.mapping.MappedMethods;
import dev.torsion.mapping.Mapping;
import dev.torsion.mapping.MappingKind;
import dev.torsion.mapping.MappingTable;
import dev.torsion.mapping.Template;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;

/**
 * Gives mail to the methods of the application that are {@link MailListener listeners}.
 */
public final class ListenerDelivery implements MailDelivery, Ordered {

	/** The order among the deliveries: before those that have none. */
	public static final int ORDER = LOWEST_PRECEDENCE - 100;

	private static final MappingKind<MailListener> KIND = new MappingKind<>(null, MailListener.class,
			(listener) -> List.of(listener.to()), AddressTemplate.SYNTAX, Set.of(MailEnvelope.class,
					MailRecipient.class, MailHeaders.class, MailMessage.class, InputStream.class, byte[].class));

	private static final SmtpReply NO_SUCH_ADDRESS = SmtpReply.refused("5.1.1", "No such address");

	private static final SmtpReply NOT_PERMITTED = SmtpReply.refused("5.7.1", "Not permitted");

	private final MappingTable<Mapping<MailListener>> listeners;

	private final WholeMessages messages;

	/**
	 * Finds the methods of the application.
	 * @param methods finds them
	 * @param messages keeps messages until they have been handled
	 * @throws FailureAnalyzedException if two methods are meant by the same addresses, or
	 * one by what is no address
	 */
	public ListenerDelivery(MappedMethods methods, WholeMessages messages) {
		Map<Template, Mapping<MailListener>> listeners = new LinkedHashMap<>();
		for (Mapping<MailListener> listener : methods.find(KIND)) {
			check(listener);
			Mapping<MailListener> other = listeners.putIfAbsent(listener.template(), listener);
			if (other != null) {
				throw MappingTable.ambiguous(other.template(), other, listener.template(), listener);
			}
		}
		this.listeners = new MappingTable<>(AddressTemplate.SYNTAX, listeners);
		this.messages = messages;
	}

	private static void check(Mapping<MailListener> listener) {
		String text = listener.template().toString();
		try {
			String canonical = AddressTemplate.canonical(text);
			if (!canonical.equalsIgnoreCase(text)) {
				throw new IllegalArgumentException("the domain has to be in ASCII, '" + canonical + "'");
			}
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(listener + " cannot listen to '" + text + "': " + ex.getMessage() + ".",
					"Correct @MailListener there.", ex);
		}
	}

	@Override
	public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
		return Mono.defer(() -> {
			List<String> segments = AddressTemplate.segments(recipient.address());
			Mapping<MailListener> listener = this.listeners.find(segments);
			Map<String, String> variables = (listener != null) ? listener.template().match(segments) : null;
			if (variables == null) {
				return Mono.empty();
			}
			this.messages.check(envelope);
			return Mono.just(recipient.with(variables));
		});
	}

	@Override
	public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
		return Mono.fromSupplier(() -> this.messages.open((bytes) -> Flux.fromIterable(envelope.recipients())
			.concatMap((recipient) -> handle(envelope.to(List.of(recipient)), new MessageInMemory(headers, bytes)))
			.then()));
	}

	private Mono<Void> handle(MailEnvelope envelope, MessageInMemory message) {
		MailRecipient recipient = envelope.recipients().get(0);
		MailAddress address = recipient.address();
		List<String> segments = AddressTemplate.segments(address);
		Mapping<MailListener> listener = this.listeners.find(segments);
		if (listener == null) {
			throw new IllegalArgumentException("Nobody listens to " + address);
		}
		List<Object> offered = List.of(envelope, recipient, message.headers(), message, message.bytes(),
				new ByteArrayInputStream(message.bytes()));
		return listener.invoke(segments, offered)
			.then()
			.onErrorMap(ArgumentMismatchException.class, (ex) -> new MailRefusedException(NO_SUCH_ADDRESS))
			.onErrorMap(AccessDeniedException.class, (ex) -> new MailRefusedException(NOT_PERMITTED));
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
