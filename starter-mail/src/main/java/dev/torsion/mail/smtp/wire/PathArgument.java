package dev.torsion.mail.smtp.wire;

import java.util.Map;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * The argument of MAIL or RCPT: {@code FROM:<ada@example.org> SIZE=1000}, RFC 5321
 * sections 4.1.1.2 and 4.1.1.3. A source route ({@code <@a,@b:ada@example.org>}) is read
 * and forgotten, as appendix C asks.
 *
 * @param address the address; {@code null} for {@code <>}, with an empty domain if none
 * was given
 * @param isAscii whether it was written in ASCII
 * @param parameters the parameters, as {@link EsmtpParameters} has them
 */
public record PathArgument(@Nullable MailAddress address, boolean isAscii, Map<String, String> parameters) {

	/**
	 * Reads the argument of MAIL.
	 * @param argument the argument
	 * @return what it says
	 * @throws MailRefusedException if it is malformed
	 */
	public static PathArgument ofMail(String argument) {
		return read(argument, "FROM:", "5.1.7");
	}

	/**
	 * Reads the argument of RCPT.
	 * @param argument the argument
	 * @return what it says
	 * @throws MailRefusedException if it is malformed
	 */
	public static PathArgument ofRecipient(String argument) {
		return read(argument, "TO:", "5.1.3");
	}

	private static PathArgument read(String argument, String keyword, String status) {
		if (!CommandLine.startsWith(argument, keyword)) {
			throw Syntax.parameter("Here goes " + keyword + "<address>");
		}
		int start = keyword.length();
		while (start < argument.length() && argument.charAt(start) == ' ') {
			start++;
		}
		AddressReader reader = new AddressReader(argument, start, status);
		MailAddress address = reader.path();
		int end = reader.position();
		if (end < argument.length() && argument.charAt(end) != ' ') {
			throw new MailRefusedException(new SmtpReply(501, status, "There is something after the address"));
		}
		return new PathArgument(address, reader.isAscii(), EsmtpParameters.read(argument, end));
	}

}
