package dev.torsion.mail.smtp.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What follows the path of MAIL and RCPT: {@code SIZE=1000 SMTPUTF8}, RFC 5321 section
 * 4.1.2.
 */
final class EsmtpParameters {

	private static final Map<String, String> NONE = Map.of();

	private EsmtpParameters() {
	}

	/**
	 * Reads parameters.
	 * @param text the argument of a command
	 * @param from where they begin
	 * @return their values by their names in upper case, in their order; empty for those
	 * without value
	 * @throws dev.torsion.mail.MailRefusedException if they are malformed, or one is
	 * there twice
	 */
	static Map<String, String> read(String text, int from) {
		int at = skipSpace(text, from);
		if (at == text.length()) {
			return NONE;
		}
		Map<String, String> parameters = new LinkedHashMap<>();
		while (at < text.length()) {
			int end = text.indexOf(' ', at);
			end = (end < 0) ? text.length() : end;
			add(parameters, text.substring(at, end));
			at = skipSpace(text, end);
		}
		return parameters;
	}

	private static int skipSpace(String text, int from) {
		int at = from;
		while (at < text.length() && text.charAt(at) == ' ') {
			at++;
		}
		return at;
	}

	private static void add(Map<String, String> parameters, String word) {
		int equals = word.indexOf('=');
		String name = (equals < 0) ? word : word.substring(0, equals);
		if (!isKeyword(name) || equals == word.length() - 1) {
			throw Syntax.parameter("There is a parameter that is malformed");
		}
		String value = (equals < 0) ? "" : word.substring(equals + 1);
		if (parameters.put(name.toUpperCase(Locale.ROOT), value) != null) {
			throw Syntax.parameter("There is a parameter twice");
		}
	}

	private static boolean isKeyword(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (!Syntax.isLetterOrDigit(name.charAt(i)) && (i == 0 || name.charAt(i) != '-')) {
				return false;
			}
		}
		return !name.isEmpty();
	}

}
