package dev.torsion.mail.autoconfigure.listener;

import dev.torsion.mail.listener.ListenerDelivery;
import dev.torsion.mail.listener.MimeMessageResolver;
import dev.torsion.mail.listener.WholeMessages;
import dev.torsion.mapping.MappedMethods;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of mail for methods of the application.
 */
@AutoConfiguration(after = MappingAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.mail.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ListenerProperties.class)
public final class MailListenerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WholeMessages mailInMemory(ListenerProperties properties) {
		return new WholeMessages(properties.settings());
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerDelivery mailListeners(MappedMethods methods, WholeMessages messages) {
		return new ListenerDelivery(methods, messages);
	}

	@Bean
	MimeMessageResolver mailMimeMessageResolver() {
		return new MimeMessageResolver();
	}

}
