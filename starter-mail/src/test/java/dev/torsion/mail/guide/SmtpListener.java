package dev.torsion.mail.guide;

import java.time.Clock;
import java.util.List;

import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.delivery.DeliveryRouter;
import dev.torsion.mail.smtp.session.SmtpLimits;
import dev.torsion.mail.smtp.session.SmtpServer;
import dev.torsion.mail.smtp.session.SmtpService;
import dev.torsion.mail.smtp.session.SmtpSettings;
import dev.torsion.mail.smtp.session.commands.StandardCommands;
import dev.torsion.mail.smtp.session.message.BareNewlines;
import dev.torsion.mail.smtp.session.message.Policies;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A listener that brings mail to the deliveries of an application, and to nobody else.
 */
@Configuration(proxyBeanMethods = false)
class SmtpListener {

	@Bean
	NetworkServer smtp(NetworkServers servers, ObjectProvider<MailDelivery> deliveries) {
		SmtpSettings settings = new SmtpSettings(SmtpService.SMTP, "smtp", "mx.example.org", "example.org",
				new SmtpLimits(200_000_000, 100_000, 2048, 100, 100, 100), BareNewlines.REJECT, false);
		return servers.stream("smtp", Listener.on("test", 0),
				new SmtpServer(settings, StandardCommands.all(),
						new DeliveryRouter(List::of, deliveries.orderedStream().toList()), new Policies(List.of()),
						null, Clock.systemUTC()));
	}

}
