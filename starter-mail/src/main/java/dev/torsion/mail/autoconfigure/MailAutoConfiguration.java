package dev.torsion.mail.autoconfigure;

import java.time.Clock;
import java.util.stream.Stream;

import dev.torsion.cred.account.AccountAliases;
import dev.torsion.cred.account.Accounts;
import dev.torsion.files.DataFolder;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.delivery.DeliveryRouter;
import dev.torsion.mail.delivery.MailRouter;
import dev.torsion.mail.domain.HostedDelivery;
import dev.torsion.mail.domain.HostedDomains;
import dev.torsion.mail.domain.MailUsers;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.maildir.MaildirSettings;
import dev.torsion.mail.store.maildir.MaildirStore;
import dev.torsion.mail.store.memory.MemoryLimits;
import dev.torsion.mail.store.memory.MemoryMailStore;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what the mail servers have in common: the hosted domains, their
 * mailboxes, the way there.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.mail.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MailProperties.class)
public final class MailAutoConfiguration {

	@Bean
	ConfiguredDomains configuredDomains(MailProperties properties, DataFolder data, EventLoop loop) {
		return new ConfiguredDomains(properties, data, loop);
	}

	@Bean
	HostedDomains hostedDomains(ConfiguredDomains configured) {
		return configured.hosted();
	}

	@Bean
	@ConditionalOnMissingBean
	MailStore mailStore(MailProperties properties, ConfiguredDomains configured, EventLoop loop) {
		if (properties.store() == MailProperties.Store.MEMORY) {
			MailProperties.Memory memory = properties.memory();
			return new MemoryMailStore(
					new MemoryLimits(memory.maxSize(), memory.maxMessages(), MemoryLimits.WhenFull.REFUSE));
		}
		MailProperties.Maildir maildir = properties.maildir();
		return new MaildirStore(configured::maildir, loop, new MaildirSettings(maildir.fsync(), maildir.maxMailboxes(),
				maildir.maxMessages(), maildir.maxCachedMessages()));
	}

	@Bean
	AccountAliases mailAccountAliases(HostedDomains domains) {
		return domains::accountAliases;
	}

	@Bean
	MailUsers mailUsers(HostedDomains domains, Accounts accounts, MailStore store) {
		return new MailUsers(domains, accounts, store);
	}

	@Bean
	HostedDelivery hostedDelivery(HostedDomains domains, Accounts accounts, MailStore store) {
		return new HostedDelivery(domains, accounts, store, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	MailRouter mailRouter(HostedDomains domains, ObjectProvider<MailDelivery> deliveries, HostedDelivery hosted) {
		// Beans without an order would come after any that has one
		return new DeliveryRouter(domains,
				Stream.concat(deliveries.orderedStream().filter((delivery) -> delivery != hosted), Stream.of(hosted))
					.toList());
	}

}
