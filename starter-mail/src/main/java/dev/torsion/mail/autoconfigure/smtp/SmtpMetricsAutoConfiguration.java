package dev.torsion.mail.autoconfigure.smtp;

import dev.torsion.mail.smtp.session.SmtpServer;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of the SMTP, submission and LMTP servers.
 */
@AutoConfiguration(after = SmtpAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(SmtpServer.class)
public final class SmtpMetricsAutoConfiguration {

	@Bean
	SmtpMetrics smtpMetrics(ObjectProvider<SmtpServer> servers) {
		return new SmtpMetrics(servers.orderedStream().toList());
	}

}
