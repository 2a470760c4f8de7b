package dev.torsion.mail.smtp.session;

import java.util.List;

import dev.torsion.mail.smtp.wire.CommandLine;

/**
 * What browsers say that somebody has sent to a mail server, with mail in what they post:
 * the second line must not be run.
 */
final class OtherProtocols {

	private static final List<String> VERBS = List.of("GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ",
			"CONNECT ", "PATCH ", "TRACE ", "PRI ", "HOST:");

	private OtherProtocols() {
	}

	static boolean isOne(String line) {
		for (String verb : VERBS) {
			if (CommandLine.startsWith(line, verb)) {
				return true;
			}
		}
		return false;
	}

}
