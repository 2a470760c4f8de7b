package dev.torsion.mail.store;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule for keywords, the flags that are not the system's: atoms of RFC 3501.
 */
public final class Keywords {

	/** Longest keyword, as Dovecot has it. */
	public static final int MAX_LENGTH = 50;

	private static final String SPECIAL = "(){%*\"\\]";

	private Keywords() {
	}

	/**
	 * Whether something can be a keyword.
	 * @param keyword the text
	 * @return whether it is an atom of bounded length
	 */
	public static boolean isKeyword(String keyword) {
		return !keyword.isEmpty() && keyword.length() <= MAX_LENGTH
				&& keyword.chars().allMatch((letter) -> letter > ' ' && letter < 0x7f && SPECIAL.indexOf(letter) < 0);
	}

	/**
	 * Puts keywords as a mailbox already writes them, because their case has no meaning.
	 * @param keywords the keywords
	 * @param known those that the mailbox knows
	 * @return the keywords, in the letters of those known
	 * @throws MailStoreException if one cannot be a keyword
	 */
	public static Set<String> spelled(Set<String> keywords, Collection<String> known) {
		return keywords.stream().map((keyword) -> spelled(keyword, known)).collect(Collectors.toSet());
	}

	private static String spelled(String keyword, Collection<String> known) {
		if (!isKeyword(keyword)) {
			throw new MailStoreException(MailStoreException.Reason.BAD_NAME, "There cannot be a keyword of that name");
		}
		return known.stream().filter(keyword::equalsIgnoreCase).findFirst().orElse(keyword);
	}

}
