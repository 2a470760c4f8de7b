package dev.torsion.conch.autoconfigure.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshShell;
import dev.torsion.conch.SshSubsystem;
import dev.torsion.conch.audit.LogAudit;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.command.CommandExec;
import dev.torsion.conch.server.ConchChannels;
import dev.torsion.conch.session.ConnectionRequests;
import dev.torsion.conch.session.Programs;
import dev.torsion.conch.session.SessionChannelFactory;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the sessions of SSH: what they run, and who is told of it.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration")
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConchSessionProperties.class)
public final class ConchSessionAutoConfiguration {

	/** What has an answer to every line comes after those without an order, too. */
	@Bean
	Programs sshPrograms(ObjectProvider<SshExec> commands, ObjectProvider<SshShell> shells,
			ObjectProvider<SshSubsystem> subsystems) {
		List<SshExec> execs = new ArrayList<>(commands.orderedStream().toList());
		execs.sort(Comparator.comparing(CommandExec.class::isInstance));
		return new Programs(execs, shells.orderedStream().findFirst().orElse(null),
				subsystems.orderedStream().toList());
	}

	@Bean
	SessionChannelFactory sshSessions(Programs programs, ObjectProvider<SshAudit> audits,
			ConchSessionProperties properties) {
		return new SessionChannelFactory(programs, audits.getIfAvailable(LogAudit::new), properties.settings());
	}

	@Bean
	ConchChannels sshSessionChannels(SessionChannelFactory sessions) {
		return new ConchChannels(List.of(sessions), List.of(new ConnectionRequests()));
	}

	/**
	 * Where the application keeps audit events.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuditEventRepository.class)
	static class Events {

		@Bean
		@ConditionalOnBean(AuditEventRepository.class)
		@ConditionalOnMissingBean(SshAudit.class)
		EventAudit sshEventAudit(ApplicationEventPublisher publisher, EventLoop loop) {
			return new EventAudit(publisher, loop);
		}

	}

}
