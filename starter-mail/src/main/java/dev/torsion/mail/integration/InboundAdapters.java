package dev.torsion.mail.integration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.mail.AddressTemplate;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.listener.ListenerDelivery;
import dev.torsion.mail.listener.WholeMessages;
import dev.torsion.mapping.MappingTable;
import dev.torsion.mapping.Template;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;

/**
 * Gives mail to the {@link MailInboundAdapter adapters} of the application, which come
 * and go with their flows.
 */
public final class InboundAdapters implements MailDelivery, Ordered {

	private static final SmtpReply STOPPED = SmtpReply.later("4.3.2", "Not taking messages now");

	private final EventLoop loop;

	private final WholeMessages messages;

	private final Map<Template, MailInboundAdapter> adapters = new LinkedHashMap<>();

	private volatile MappingTable<MailInboundAdapter> table = new MappingTable<>(AddressTemplate.SYNTAX, Map.of());

	/**
	 * Begins without adapters.
	 * @param loop runs flows on its pool for blocking work
	 * @param messages keeps messages until their flows have completed
	 */
	public InboundAdapters(EventLoop loop, WholeMessages messages) {
		this.loop = loop;
		this.messages = messages;
	}

	/**
	 * Adds an adapter.
	 * @param adapter the adapter
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if its
	 * addresses, or some of them, are those of another one
	 */
	synchronized void add(MailInboundAdapter adapter) {
		Template template = adapter.addresses().template();
		MailInboundAdapter other = this.adapters.putIfAbsent(template, adapter);
		if (other != null) {
			throw MappingTable.ambiguous(other.addresses().template(), other, template, adapter);
		}
		this.table = new MappingTable<>(AddressTemplate.SYNTAX, this.adapters);
	}

	synchronized void remove(MailInboundAdapter adapter) {
		this.adapters.remove(adapter.addresses().template(), adapter);
		this.table = new MappingTable<>(AddressTemplate.SYNTAX, this.adapters);
	}

	private @Nullable MailInboundAdapter find(MailAddress address) {
		return this.table.find(AddressTemplate.segments(address));
	}

	@Override
	public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
		return Mono.defer(() -> {
			MailInboundAdapter adapter = find(recipient.address());
			Map<String, String> variables = (adapter != null) ? adapter.addresses().match(recipient.address()) : null;
			if (adapter == null || variables == null) {
				return Mono.empty();
			}
			running(adapter);
			this.messages.check(envelope);
			return Mono.just(recipient.with(variables));
		});
	}

	private static MailInboundAdapter running(@Nullable MailInboundAdapter adapter) {
		if (adapter == null || !adapter.isRunning()) {
			throw new MailRefusedException(STOPPED);
		}
		return adapter;
	}

	@Override
	public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
		return Mono.fromSupplier(() -> this.messages.open((bytes) -> Flux.fromIterable(envelope.recipients())
			.concatMap((recipient) -> receive(envelope.to(List.of(recipient)), bytes))
			.then()));
	}

	private Mono<Void> receive(MailEnvelope envelope, byte[] bytes) {
		MailInboundAdapter adapter = running(find(envelope.recipients().get(0).address()));
		return this.loop.<Void>blocking(() -> {
			adapter.receive(envelope, bytes);
			return null;
		}).onErrorMap(InboundAdapters::refusal);
	}

	private static Throwable refusal(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MailRefusedException) {
				return cause;
			}
		}
		return failure;
	}

	/** After the methods of the application. */
	@Override
	public int getOrder() {
		return ListenerDelivery.ORDER + 1;
	}

}
