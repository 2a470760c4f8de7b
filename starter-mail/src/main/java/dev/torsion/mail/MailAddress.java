package dev.torsion.mail;

import java.net.IDN;
import java.util.Locale;

/**
 * The address of a mailbox, RFC 5321 section 4.1.2, in UTF-8 as in RFC 6531. Addresses
 * are equal if their local parts are, to the letter, and their domains in any case.
 *
 * @param localPart what is before the {@code @}, without the quotes it may need
 * @param domain the domain in lower case, IDNA's ASCII form if it has one, or an address
 * literal in brackets; empty for {@code postmaster} alone
 */
public record MailAddress(String localPart, String domain) {

	/** Longest local part in bytes, RFC 5321 section 4.5.3.1.1. */
	public static final int MAX_LOCAL_PART = 64;

	/** Longest domain in bytes, RFC 5321 section 4.5.3.1.2. */
	public static final int MAX_DOMAIN = 255;

	public MailAddress {
		domain = domain(domain);
	}

	/**
	 * Splits an address at its last {@code @}, for addresses of one's own: what a peer
	 * sends is read by the parser of the protocol.
	 * @param text the address, without angle brackets or quotes
	 * @return the address
	 * @throws IllegalArgumentException if there is no local part or no domain
	 */
	public static MailAddress of(String text) {
		int at = text.lastIndexOf('@');
		if (at < 1 || at == text.length() - 1) {
			throw new IllegalArgumentException("'" + text + "' is no mail address");
		}
		return new MailAddress(text.substring(0, at), text.substring(at + 1));
	}

	/**
	 * How a domain is compared.
	 * @param domain a domain
	 * @return the domain in lower case, IDNA's ASCII form if it has one
	 */
	public static String domain(String domain) {
		for (int i = 0; i < domain.length(); i++) {
			if (domain.charAt(i) >= 0x80) {
				return ascii(domain);
			}
		}
		return domain.toLowerCase(Locale.ROOT);
	}

	private static String ascii(String domain) {
		try {
			return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
		}
		catch (IllegalArgumentException ex) {
			return domain.toLowerCase(Locale.ROOT);
		}
	}

	/**
	 * Whether a server without SMTPUTF8 can be given the address.
	 * @return whether it is all ASCII
	 */
	public boolean isAscii() {
		return this.localPart.chars().allMatch((character) -> character < 0x80)
				&& this.domain.chars().allMatch((character) -> character < 0x80);
	}

	/** The address as SMTP has it between angle brackets, quoted if it needs that. */
	@Override
	public String toString() {
		String local = isDotString() ? this.localPart : quoted();
		return this.domain.isEmpty() ? local : local + "@" + this.domain;
	}

	private boolean isDotString() {
		boolean dot = true;
		for (int i = 0; i < this.localPart.length(); i++) {
			char character = this.localPart.charAt(i);
			if (character == '.' ? dot : !isAtom(character)) {
				return false;
			}
			dot = character == '.';
		}
		return !dot;
	}

	private static boolean isAtom(char character) {
		return character >= 0x80 || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || "!#$%&'*+-/=?^_`{|}~".indexOf(character) >= 0;
	}

	private String quoted() {
		return "\"" + this.localPart.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

}
