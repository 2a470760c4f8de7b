package dev.torsion.mail.autoconfigure.smtp;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.cred.Portal;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.cred.autoconfigure.CredSaslAutoConfiguration;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.autoconfigure.MailAutoConfiguration;
import dev.torsion.mail.autoconfigure.MailProperties;
import dev.torsion.mail.delivery.MailRouter;
import dev.torsion.mail.domain.MailUsers;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpServer;
import dev.torsion.mail.smtp.session.commands.StandardCommands;
import dev.torsion.mail.smtp.session.limit.RatePolicy;
import dev.torsion.mail.smtp.session.message.Policies;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SenderRule;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.net.unix.UnixSocket;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the SMTP, submission and LMTP servers.
 */
@AutoConfiguration(after = { NetworkAutoConfiguration.class, CredAutoConfiguration.class,
		CredSaslAutoConfiguration.class, MailAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "network.mail.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ MailProperties.class, SmtpProperties.class, SubmissionProperties.class,
		LmtpProperties.class, MailRateProperties.class })
public final class SmtpAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "network.mail.rate-limit.enabled", matchIfMissing = true)
	RatePolicy mailRatePolicy(MailRateProperties properties) {
		return new RatePolicy(properties.rates(), System::nanoTime);
	}

	@Bean
	@ConditionalOnMissingBean
	SenderRule mailSenderRule(ObjectProvider<MailUsers> users) {
		MailUsers hosted = users.getIfAvailable();
		return (hosted != null) ? hosted::maySendAs : SenderRule.byName();
	}

	/** Verbs of the application first: of several of one name the first is taken. */
	@Bean
	SmtpServers smtpServers(MailProperties mail, ObjectProvider<SmtpCommand> own, MailRouter router,
			ObjectProvider<MailPolicy> policies) {
		List<SmtpCommand> commands = new ArrayList<>(own.orderedStream().toList());
		commands.addAll(StandardCommands.all());
		return new SmtpServers(mail, commands, router, new Policies(policies.orderedStream().toList()));
	}

	@Bean
	SmtpListeners smtpListeners(MailProperties mail, NetworkServers servers) {
		return new SmtpListeners(mail, servers);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "network.mail.smtp.enabled", matchIfMissing = true)
	SmtpServer smtp(SmtpServers servers, SmtpProperties properties, ObjectProvider<Portal> portal,
			ObjectProvider<Sasl> sasl, SenderRule senders) {
		Logins logins = properties.auth() ? new Logins(portal.getObject(), sasl.getObject(), senders, false) : null;
		return servers.server(SmtpService.SMTP, properties.limits(), properties.bareNewlines(), logins);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "network.mail.smtp.enabled", matchIfMissing = true)
	NetworkServer smtpServer(SmtpListeners listeners, SmtpProperties properties, @Qualifier("smtp") SmtpServer smtp) {
		Listener listener = listeners
			.listener("network.mail.smtp", properties.port(), properties.address(), properties.idleTimeout(),
					properties.proxyProtocol())
			.withMaxConnections(properties.maxConnections(), properties.maxConnectionsPerAddress());
		return listeners.startTls("smtp", listener, smtp);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "network.mail.submission.enabled", matchIfMissing = true)
	SmtpServer submission(SmtpServers servers, SubmissionProperties properties, Portal portal, Sasl sasl,
			SenderRule senders) {
		return servers.server(SmtpService.SUBMISSION, properties.limits(), properties.bareNewlines(),
				new Logins(portal, sasl, senders, properties.checkSender()));
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "network.mail.submission.enabled", matchIfMissing = true)
	NetworkServer submissionServer(SmtpListeners listeners, SubmissionProperties properties,
			@Qualifier("submission") SmtpServer submission) {
		return listeners.startTls("submission", submission(listeners, properties, properties.port()), submission);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "network.mail.submission.enabled", matchIfMissing = true)
	NetworkServer submissionTlsServer(SmtpListeners listeners, SubmissionProperties properties,
			@Qualifier("submission") SmtpServer submission) {
		int port = listeners.hasTls() ? properties.tlsPort() : -1;
		return listeners.tls("submissions", submission(listeners, properties, port), submission);
	}

	private static Listener submission(SmtpListeners listeners, SubmissionProperties properties, int port) {
		return listeners
			.listener("network.mail.submission", port, properties.address(), properties.idleTimeout(),
					properties.proxyProtocol())
			.withMaxConnections(properties.maxConnections(), properties.maxConnectionsPerAddress());
	}

	@Bean
	@ConditionalOnBooleanProperty("network.mail.lmtp.enabled")
	SmtpServer lmtp(SmtpServers servers, LmtpProperties properties) {
		return servers.server(SmtpService.LMTP, properties.limits(), properties.bareNewlines(), null);
	}

	@Bean
	@ConditionalOnBooleanProperty("network.mail.lmtp.enabled")
	NetworkServer lmtpServer(SmtpListeners listeners, LmtpProperties properties, @Qualifier("lmtp") SmtpServer lmtp) {
		Listener listener = listeners
			.listener("network.mail.lmtp", properties.port(), properties.address(), properties.idleTimeout(),
					properties.proxyProtocol())
			.withMaxConnections(properties.maxConnections(), properties.maxConnections())
			.withUnixSocket(UnixSocket.of("network.mail.lmtp.unix-socket-mode", properties.unixSocket(),
					properties.unixSocketMode()));
		return listeners.startTls("lmtp", listener, lmtp);
	}

}
