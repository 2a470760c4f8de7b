package dev.torsion.mail.autoconfigure.catcher;

import dev.torsion.mail.catcher.MailCatcher;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code mailcatcher} actuator endpoint.
 */
@AutoConfiguration(after = MailCatcherAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(MailCatcher.class)
@ConditionalOnAvailableEndpoint(MailCatcherEndpoint.class)
public final class MailCatcherEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MailCatcherEndpoint mailCatcherEndpoint(MailCatcher catcher) {
		return new MailCatcherEndpoint(catcher);
	}

}
