package dev.torsion.words.autoconfigure.irc;

import dev.torsion.words.irc.session.IrcServer;
import dev.torsion.words.irc.session.UserCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of the IRC server.
 */
@AutoConfiguration(after = WordsIrcAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(IrcServer.class)
public final class WordsIrcMetricsAutoConfiguration {

	@Bean
	MeterBinder ircMetrics(IrcServer irc) {
		return (registry) -> bind(irc.counts(), registry);
	}

	private static void bind(UserCounts counts, MeterRegistry registry) {
		Gauge.builder("network.words.irc.unregistered", counts, UserCounts::unregistered)
			.description("Clients that have not come in yet")
			.register(registry);
		Gauge.builder("network.words.irc.operators", counts, UserCounts::operators)
			.description("Operators of the server")
			.register(registry);
		FunctionCounter.builder("network.words.irc.refused", counts, UserCounts::refusals)
			.description("Clients that were not let in, or not with a nickname")
			.register(registry);
		FunctionCounter.builder("network.words.irc.held", counts, UserCounts::commandsHeld)
			.description("Commands that had to wait because their client was too fast")
			.register(registry);
	}

}
