package dev.torsion.mail.smtp.session.commands;

import java.util.List;

import dev.torsion.mail.smtp.session.SmtpCommand;

/**
 * The verbs that every server has.
 */
public final class StandardCommands {

	private StandardCommands() {
	}

	/**
	 * All of them.
	 * @return the commands, in the order in which EHLO tells what they offer
	 */
	public static List<SmtpCommand> all() {
		return List.of(Ehlo.ofSmtp(), Ehlo.ofLmtp(), new Helo(), new Mail(), new Rcpt(), new Data(), new Bdat(),
				new Rset(), new Noop(), new Quit(), new Vrfy(), new Expn(), new Help(), new StartTls(), new Auth());
	}

}
