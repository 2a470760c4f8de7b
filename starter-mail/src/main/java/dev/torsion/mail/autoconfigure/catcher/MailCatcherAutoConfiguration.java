package dev.torsion.mail.autoconfigure.catcher;

import java.time.Clock;
import java.util.List;

import dev.torsion.mail.autoconfigure.MailAutoConfiguration;
import dev.torsion.mail.catcher.MailCatcher;
import dev.torsion.mail.delivery.DeliveryRouter;
import dev.torsion.mail.delivery.MailRouter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a catcher that takes all mail in the place of those it is for.
 */
@AutoConfiguration(before = MailAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.mail.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("network.mail.catcher.enabled")
@EnableConfigurationProperties(CatcherProperties.class)
public final class MailCatcherAutoConfiguration {

	private static final Log logger = LogFactory.getLog(MailCatcherAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	MailCatcher mailCatcher(CatcherProperties properties) {
		logger.warn("All mail is caught and none delivered (network.mail.catcher.enabled)");
		return new MailCatcher(properties.settings(), Clock.systemUTC());
	}

	/** Where aliases lead does not matter, and nobody else is asked. */
	@Bean
	@ConditionalOnMissingBean
	MailRouter catchingRouter(MailCatcher catcher) {
		return new DeliveryRouter(List::of, List.of(catcher));
	}

}
