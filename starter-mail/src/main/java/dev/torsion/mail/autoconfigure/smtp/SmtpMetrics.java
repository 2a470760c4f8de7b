package dev.torsion.mail.autoconfigure.smtp;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.torsion.mail.smtp.session.SmtpCounts;
import dev.torsion.mail.smtp.session.SmtpServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What the servers count, as meters. They are read when they are asked for, so that a
 * message costs nothing more.
 */
final class SmtpMetrics implements MeterBinder {

	private final List<SmtpServer> servers;

	SmtpMetrics(List<SmtpServer> servers) {
		this.servers = servers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.servers.forEach((server) -> bind(server.counts(), server.settings().service().listener(), registry));
	}

	private static void bind(SmtpCounts counts, String listener, MeterRegistry registry) {
		FunctionTimer
			.builder("network.mail.accepted", counts, SmtpCounts::accepted, (it) -> it.duration(TimeUnit.NANOSECONDS),
					TimeUnit.NANOSECONDS)
			.description("Messages that were taken")
			.tag("listener", listener)
			.register(registry);
		FunctionCounter.builder("network.mail.accepted.size", counts, SmtpCounts::bytes)
			.description("Size of the messages that were taken")
			.baseUnit("bytes")
			.tag("listener", listener)
			.register(registry);
		for (SmtpCounts.Refusal refusal : SmtpCounts.Refusal.values()) {
			FunctionCounter.builder("network.mail.refused", counts, (it) -> it.refused(refusal))
				.description("Replies that refuse something")
				.tags("listener", listener, "what", refusal.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
	}

}
