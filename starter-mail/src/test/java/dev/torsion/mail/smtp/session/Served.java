package dev.torsion.mail.smtp.session;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.smtp.session.commands.StandardCommands;
import dev.torsion.mail.smtp.session.message.BareNewlines;
import dev.torsion.mail.smtp.session.message.Policies;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SmtpLimits;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.session.settings.SmtpSettings;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import org.jspecify.annotations.Nullable;

/**
 * A server without sockets, to be changed before the first conversation.
 */
public final class Served {

	/** The time is 2026-01-02T03:04:05Z. */
	static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

	public final Mailroom room = new Mailroom();

	public final RecordingTransport transport = new RecordingTransport();

	private final List<MailPolicy> policies = new ArrayList<>();

	private final List<SmtpCommand> commands = new ArrayList<>(StandardCommands.all());

	private SmtpSettings settings;

	private @Nullable Logins logins;

	private @Nullable SmtpServer server;

	private Served(SmtpSettings settings) {
		this.settings = settings;
	}

	public static Served smtp() {
		return new Served(settings(SmtpService.SMTP));
	}

	public static Served lmtp() {
		return new Served(settings(SmtpService.LMTP));
	}

	public static Served submission(Logins logins) {
		Served served = new Served(settings(SmtpService.SUBMISSION));
		served.logins = logins;
		return served;
	}

	private static SmtpSettings settings(SmtpService service) {
		return new SmtpSettings(service, "mx.example.org", "example.org",
				new SmtpLimits(10_000, 1_000, 2048, 100, 50, 20), BareNewlines.REJECT);
	}

	public Served with(UnaryOperator<SmtpSettings> change) {
		this.settings = change.apply(this.settings);
		return this;
	}

	public Served limited(SmtpLimits limits) {
		return with(
				(it) -> new SmtpSettings(it.service(), it.hostname(), it.defaultDomain(), limits, it.bareNewlines()));
	}

	public Served normalizing() {
		return with((it) -> new SmtpSettings(it.service(), it.hostname(), it.defaultDomain(), it.limits(),
				BareNewlines.NORMALIZE));
	}

	public Served with(MailPolicy policy) {
		this.policies.add(policy);
		return this;
	}

	public Served with(SmtpCommand command) {
		this.commands.add(0, command);
		return this;
	}

	public SmtpServer server() {
		if (this.server == null) {
			this.server = new SmtpServer(this.settings, this.commands, this.room, new Policies(this.policies),
					this.logins, CLOCK);
		}
		return this.server;
	}

	/** A new conversation, before its greeting. */
	public Conversation open() {
		return new Conversation(this.transport, server());
	}

	/** A new conversation, after EHLO. */
	public Conversation greeted() {
		Conversation conversation = open();
		boolean lmtp = this.settings.service() == SmtpService.LMTP;
		conversation.send(((lmtp ? "LHLO" : "EHLO") + " there.example\r\n").getBytes());
		this.transport.takeWritten();
		return conversation;
	}

	/** A new conversation with everything but the message. */
	public Conversation addressed() {
		Conversation conversation = greeted();
		conversation.holds("""
				C: MAIL FROM:<ada@there.example>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org>
				S: 250 2.1.5 Ok
				""");
		return conversation;
	}

}
