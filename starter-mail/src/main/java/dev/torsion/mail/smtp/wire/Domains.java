package dev.torsion.mail.smtp.wire;

import dev.torsion.mail.MailAddress;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Names of domains and hosts, RFC 5321 section 4.1.2, underscores included, which hosts
 * of Windows have, and address literals, section 4.1.3.
 */
public final class Domains {

	private static final int MAX_LABEL = 63;

	private static final String IPV6 = "[IPv6:";

	private Domains() {
	}

	/**
	 * Reads the name of a domain.
	 * @param text the name, in UTF-8 or not
	 * @return the name as {@link MailAddress} has it, {@code null} if it is none
	 */
	public static @Nullable String name(String text) {
		String name = MailAddress.domain(text);
		if (name.isEmpty() || name.length() > MailAddress.MAX_DOMAIN) {
			return null;
		}
		int label = 0;
		for (int i = 0; i <= name.length(); i++) {
			if (i == name.length() || name.charAt(i) == '.') {
				if (i == label || i - label > MAX_LABEL || name.charAt(label) == '-' || name.charAt(i - 1) == '-') {
					return null;
				}
				label = i + 1;
			}
			else if (!isLabel(name.charAt(i))) {
				return null;
			}
		}
		return name;
	}

	private static boolean isLabel(char character) {
		return Syntax.isLetterOrDigit(character) || character == '-' || character == '_';
	}

	/**
	 * Reads an address literal.
	 * @param text the literal, in brackets
	 * @return the literal, {@code null} if it is none
	 */
	public static @Nullable String literal(String text) {
		if (text.length() < 3 || text.charAt(0) != '[' || text.charAt(text.length() - 1) != ']') {
			return null;
		}
		boolean ipv6 = text.regionMatches(true, 0, IPV6, 0, IPV6.length());
		String address = text.substring(ipv6 ? IPV6.length() : 1, text.length() - 1);
		boolean valid = ipv6 ? isIpv6(address) : NetUtil.isValidIpV4Address(address);
		return valid ? text : null;
	}

	/** Without brackets and zones, which Netty would take. */
	private static boolean isIpv6(String address) {
		for (int i = 0; i < address.length(); i++) {
			char character = address.charAt(i);
			if (!Syntax.isLetterOrDigit(character) && character != ':' && character != '.') {
				return false;
			}
		}
		return NetUtil.isValidIpV6Address(address);
	}

	/**
	 * Reads what a client calls itself with HELO, EHLO or LHLO.
	 * @param text its name or an address literal
	 * @return what it is, {@code null} if it is neither
	 */
	public static @Nullable String host(String text) {
		return text.startsWith("[") ? literal(text) : (text.chars().allMatch((it) -> it < 0x80)) ? name(text) : null;
	}

}
