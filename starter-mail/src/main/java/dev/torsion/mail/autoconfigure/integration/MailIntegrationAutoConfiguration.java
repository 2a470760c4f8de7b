package dev.torsion.mail.autoconfigure.integration;

import dev.torsion.mail.autoconfigure.listener.MailListenerAutoConfiguration;
import dev.torsion.mail.integration.InboundAdapters;
import dev.torsion.mail.listener.WholeMessages;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.endpoint.MessageProducerSupport;

/**
 * Auto-configuration of what gives mail to flows, where there is Spring Integration.
 */
@AutoConfiguration(after = { NetworkAutoConfiguration.class, MailListenerAutoConfiguration.class })
@ConditionalOnClass(MessageProducerSupport.class)
@ConditionalOnBean(WholeMessages.class)
public final class MailIntegrationAutoConfiguration {

	@Bean
	InboundAdapters mailInboundAdapters(EventLoop loop, WholeMessages messages) {
		return new InboundAdapters(loop, messages);
	}

}
