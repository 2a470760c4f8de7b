package dev.torsion.mail.smtp.wire;

import java.nio.charset.StandardCharsets;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses, RFC 5321 section 4.1.2 with the UTF-8 of RFC 6531 section 3.3: <pre>
 * Path      = "&lt;" [ A-d-l ":" ] Mailbox "&gt;"
 * Mailbox   = ( Dot-string / Quoted-string ) "@" ( Domain / address-literal )
 * </pre> The domain may be missing, as that of {@code postmaster} may. Local parts longer
 * than the 64 bytes that everybody has to take are common where bounces are told apart by
 * them, so up to 255 are taken.
 */
final class AddressReader {

	private static final int MAX_LOCAL_PART = 255;

	private static final String ATOM = "!#$%&'*+-/=?^_`{|}~";

	private final String text;

	private final String status;

	private int at;

	private boolean ascii = true;

	AddressReader(String text, int from, String status) {
		this.text = text;
		this.at = from;
		this.status = status;
	}

	int position() {
		return this.at;
	}

	boolean isAscii() {
		return this.ascii;
	}

	@Nullable MailAddress path() {
		expect('<', "Addresses stand between < and >");
		if (peek() == '>') {
			this.at++;
			return null;
		}
		if (peek() == '@') {
			sourceRoute();
		}
		MailAddress address = mailbox();
		expect('>', "The address is malformed");
		return address;
	}

	private void sourceRoute() {
		do {
			expect('@', "The source route is malformed");
			domain();
		}
		while (next(','));
		expect(':', "The source route is malformed");
	}

	private MailAddress mailbox() {
		String local = (peek() == '"') ? quoted() : dotString();
		if (local.isEmpty() || !Utf8.fits(local, MAX_LOCAL_PART)) {
			throw malformed(local.isEmpty() ? "There is nothing before the @" : "What is before the @ is too long");
		}
		return new MailAddress(local, next('@') ? domain() : "");
	}

	private String dotString() {
		int start = this.at;
		boolean dot = true;
		for (char character = peek(); isAtom(character) || character == '.'; character = peek()) {
			if (character == '.' && dot) {
				throw malformed("A dot has to stand between letters");
			}
			dot = character == '.';
			this.at++;
		}
		if (dot && this.at > start) {
			throw malformed("A dot has to stand between letters");
		}
		return this.text.substring(start, this.at);
	}

	private boolean isAtom(char character) {
		return Syntax.isLetterOrDigit(character) || isBeyondAscii(character) || ATOM.indexOf(character) >= 0;
	}

	private boolean isBeyondAscii(char character) {
		if (character < 0x80) {
			return false;
		}
		this.ascii = false;
		return true;
	}

	private String quoted() {
		StringBuilder content = new StringBuilder();
		this.at++;
		while (!next('"')) {
			if (peek() == '\\') {
				this.at++;
			}
			char character = peek();
			if (character < ' ' || character == 0x7f) {
				throw malformed("The quoted string is malformed");
			}
			isBeyondAscii(character);
			content.append(character);
			this.at++;
		}
		return content.toString();
	}

	private String domain() {
		int start = this.at;
		if (peek() == '[') {
			int end = this.text.indexOf(']', start);
			this.at = (end < 0) ? this.text.length() : end + 1;
			return checked(Domains.literal(this.text.substring(start, this.at)));
		}
		while (isDomain(peek())) {
			this.at++;
		}
		return checked(Domains.name(this.text.substring(start, this.at)));
	}

	private String checked(@Nullable String domain) {
		if (domain == null) {
			throw malformed("The domain is malformed");
		}
		return domain;
	}

	private boolean isDomain(char character) {
		return Syntax.isLetterOrDigit(character) || character == '-' || character == '.' || character == '_'
				|| isBeyondAscii(character);
	}

	/** The next character, or NUL, which no line has, at the end. */
	private char peek() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : 0;
	}

	private boolean next(char character) {
		if (peek() != character) {
			return false;
		}
		this.at++;
		return true;
	}

	private void expect(char character, String otherwise) {
		if (!next(character)) {
			throw malformed(otherwise);
		}
	}

	private MailRefusedException malformed(String text) {
		return new MailRefusedException(new SmtpReply(501, this.status, text));
	}

	/** Lengths in UTF-8. */
	private static final class Utf8 {

		static boolean fits(String text, int limit) {
			return text.length() <= limit / 3 || text.getBytes(StandardCharsets.UTF_8).length <= limit;
		}

	}

}
