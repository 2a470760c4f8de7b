package dev.torsion.mail.smtp.session;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.mail.delivery.MailRouter;
import dev.torsion.mail.smtp.session.message.MessageRules;
import dev.torsion.mail.smtp.session.message.Policies;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.session.settings.SmtpSettings;
import dev.torsion.mail.smtp.wire.CommandLine;
import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolFactory;
import dev.torsion.net.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What the conversations of a listener have in common. Safe to use from any thread.
 */
public final class SmtpServer implements ProtocolFactory {

	private final SmtpSettings settings;

	private final SmtpCommand[] commands;

	private final String[] verbs;

	private final Rule[] rules;

	private final MailRouter router;

	private final Policies policies;

	private final MessageRules messageRules;

	private final @Nullable Logins logins;

	private final MessageIds ids;

	private final SmtpCounts counts = new SmtpCounts();

	/**
	 * Creates the server.
	 * @param settings how it speaks
	 * @param commands the verbs; of several of one name the first
	 * @param router who takes mail
	 * @param policies who may refuse it
	 * @param logins how clients log in; {@code null} if they cannot
	 * @param clock the time
	 */
	public SmtpServer(SmtpSettings settings, List<SmtpCommand> commands, MailRouter router, Policies policies,
			@Nullable Logins logins, Clock clock) {
		this.settings = settings;
		Map<String, SmtpCommand> byVerb = new LinkedHashMap<>();
		commands.forEach((command) -> {
			Rule rule = command.rule();
			if (rule.services().contains(settings.service())) {
				byVerb.putIfAbsent(rule.verb(), command);
			}
		});
		this.verbs = byVerb.keySet().toArray(String[]::new);
		this.commands = byVerb.values().toArray(SmtpCommand[]::new);
		this.rules = byVerb.values().stream().map(SmtpCommand::rule).toArray(Rule[]::new);
		this.router = router;
		this.policies = policies;
		this.messageRules = new MessageRules(settings.hostname(), settings.limits().maxSize(),
				settings.limits().maxHeader(), settings.bareNewlines(), settings.service() == SmtpService.SUBMISSION,
				settings.service() == SmtpService.LMTP, policies, router, clock);
		this.logins = logins;
		this.ids = new MessageIds(clock);
	}

	@Override
	public Protocol open(Transport transport) {
		return new SmtpProtocol(this, transport);
	}

	/**
	 * What has been counted.
	 * @return the counters
	 */
	public SmtpCounts counts() {
		return this.counts;
	}

	/** Which command a line has, -1 if it is none of ours. */
	int commandOf(String line) {
		int end = CommandLine.verbEnd(line);
		for (int i = 0; i < this.verbs.length; i++) {
			if (this.verbs[i].length() == end && CommandLine.startsWith(line, this.verbs[i])) {
				return i;
			}
		}
		return -1;
	}

	SmtpCommand command(int index) {
		return this.commands[index];
	}

	Rule rule(int index) {
		return this.rules[index];
	}

	List<SmtpCommand> commands() {
		return List.of(this.commands);
	}

	/**
	 * How it speaks.
	 * @return the settings
	 */
	public SmtpSettings settings() {
		return this.settings;
	}

	MailRouter router() {
		return this.router;
	}

	Policies policies() {
		return this.policies;
	}

	MessageRules messageRules() {
		return this.messageRules;
	}

	@Nullable Logins logins() {
		return this.logins;
	}

	String nextId() {
		return this.ids.next();
	}

}
