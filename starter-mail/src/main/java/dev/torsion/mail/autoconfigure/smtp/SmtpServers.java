package dev.torsion.mail.autoconfigure.smtp;

import java.time.Clock;
import java.util.List;

import dev.torsion.mail.autoconfigure.MailProperties;
import dev.torsion.mail.delivery.MailRouter;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpServer;
import dev.torsion.mail.smtp.session.message.BareNewlines;
import dev.torsion.mail.smtp.session.message.Policies;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SmtpLimits;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.session.settings.SmtpSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes the servers of which each has its own limits, and all have the same verbs,
 * policies and deliveries.
 */
final class SmtpServers {

	private final HostName host;

	private final String defaultDomain;

	private final List<SmtpCommand> commands;

	private final MailRouter router;

	private final Policies policies;

	SmtpServers(MailProperties mail, List<SmtpCommand> commands, MailRouter router, Policies policies) {
		this.host = HostName.of(mail.hostname());
		this.defaultDomain = this.host.defaultDomain(mail);
		this.commands = List.copyOf(commands);
		this.router = router;
		this.policies = policies;
	}

	SmtpServer server(SmtpService service, SmtpLimits limits, BareNewlines bareNewlines, @Nullable Logins logins) {
		SmtpSettings settings = new SmtpSettings(service, this.host.value(), this.defaultDomain, limits, bareNewlines);
		return new SmtpServer(settings, this.commands, this.router, this.policies, logins, Clock.systemDefaultZone());
	}

}
