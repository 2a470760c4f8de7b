package dev.torsion.conch.autoconfigure.manhole;

import java.io.IOException;
import java.time.Clock;

import dev.torsion.conch.manhole.AuditFile;
import dev.torsion.conch.manhole.Manhole;
import dev.torsion.conch.manhole.ManholeAudit;
import dev.torsion.files.DataFolder;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the manhole, without the listener that leads to it.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnBooleanProperty("network.conch.manhole.enabled")
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@Conditional(OnManholeTime.class)
@EnableConfigurationProperties(ManholeProperties.class)
public final class ConchManholeAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Manhole manhole(ManholeProperties properties, ApplicationContext context, ObjectProvider<ManholeAudit> audits) {
		ManholeRules.check(properties);
		return new Manhole(properties.settings(), context, audits.orderedStream().toList(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	AuditFile manholeAuditFile(ManholeProperties properties, DataFolder folder) throws IOException {
		return new AuditFile(folder.resolve(properties.auditFile()));
	}

	/** Where Spring Boot's actuator is. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuditApplicationEvent.class)
	static class Actuator {

		@Bean
		AuditEvents manholeAuditEvents(ApplicationEventPublisher events) {
			return new AuditEvents(events);
		}

	}

}
