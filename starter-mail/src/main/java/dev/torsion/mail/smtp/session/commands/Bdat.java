package dev.torsion.mail.smtp.session.commands;

import java.util.List;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.SmtpState;
import reactor.core.publisher.Mono;

/**
 * BDAT, RFC 3030: the message in chunks whose length is said before. A chunk that cannot
 * be used is read nevertheless, or else it would be taken for commands; if it is not
 * known how long it is the connection ends.
 */
final class Bdat implements SmtpCommand {

	private static final Rule RULE = Rule.of("BDAT");

	private static final SmtpReply MALFORMED = new SmtpReply(521, "5.5.4", "Here goes the length of a chunk");

	private static final SmtpReply BAD_SEQUENCE = new SmtpReply(503, "5.5.1", "There is no message for this chunk");

	private static final SmtpReply TOO_LARGE = new SmtpReply(521, "5.3.4", "The chunk is too large");

	private static final int MAX_DIGITS = 18;

	private static final String LAST = " LAST";

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		boolean last = argument.length() > LAST.length()
				&& argument.regionMatches(true, argument.length() - LAST.length(), LAST, 0, LAST.length());
		long length = length(last ? argument.substring(0, argument.length() - LAST.length()).strip() : argument);
		if (length < 0) {
			return Mono.just(MALFORMED);
		}
		boolean expected = session.state() == SmtpState.RECIPIENTS || session.state() == SmtpState.CHUNKS;
		if (!expected && length > session.settings().limits().maxSize()) {
			return Mono.just(TOO_LARGE);
		}
		Mono<Void> chunk = expected ? session.receiveChunk(length, last) : session.skipChunk(length, BAD_SEQUENCE);
		return chunk.then(Mono.empty());
	}

	private static long length(String digits) {
		if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
			return -1;
		}
		long length = 0;
		for (int i = 0; i < digits.length(); i++) {
			char digit = digits.charAt(i);
			if (digit < '0' || digit > '9') {
				return -1;
			}
			length = length * 10 + digit - '0';
		}
		return length;
	}

	@Override
	public List<String> keywords(SmtpSession session) {
		return List.of("CHUNKING", "BINARYMIME");
	}

}
