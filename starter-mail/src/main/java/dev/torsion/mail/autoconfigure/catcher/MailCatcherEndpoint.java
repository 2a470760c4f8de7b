package dev.torsion.mail.autoconfigure.catcher;

import java.time.Instant;
import java.util.List;

import dev.torsion.mail.catcher.CaughtMail;
import dev.torsion.mail.catcher.MailCatcher;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * The {@code mailcatcher} actuator endpoint: the messages that were caught, and one of
 * them as it came.
 */
@Endpoint(id = "mailcatcher")
public final class MailCatcherEndpoint {

	private final MailCatcher catcher;

	MailCatcherEndpoint(MailCatcher catcher) {
		this.catcher = catcher;
	}

	@ReadOperation
	Messages messages() {
		return new Messages(this.catcher.messages().stream().map(MessageDescriptor::of).toList());
	}

	@ReadOperation(produces = "message/rfc822")
	@Nullable Resource message(@Selector String id) {
		return this.catcher.messages()
			.stream()
			.filter((message) -> message.envelope().id().equals(id))
			.findFirst()
			.map((message) -> new ByteArrayResource(message.content()))
			.orElse(null);
	}

	@DeleteOperation
	void clear() {
		this.catcher.clear();
	}

	record Messages(List<MessageDescriptor> messages) {

	}

	record MessageDescriptor(String id, Instant received, String sender, List<String> recipients,
			@Nullable String subject, int size) {

		static MessageDescriptor of(CaughtMail message) {
			return new MessageDescriptor(message.envelope().id(), message.received(), message.sender(),
					message.recipients(), message.subject(), message.content().length);
		}

	}

}
