package dev.torsion.web.wire;

/**
 * Lists of entity tags, RFC 9110 sections 8.8.3 and 13.1.1.
 */
final class EntityTags {

	private static final String WEAK = "W/";

	private EntityTags() {
	}

	/**
	 * Whether one of a list of tags is the given one by weak comparison, or the list is a
	 * star.
	 */
	static boolean weaklyContains(String list, String tag) {
		return contains(list, opaque(tag), true);
	}

	/**
	 * Whether one of a list of tags is the given one by strong comparison, or the list is
	 * a star.
	 */
	static boolean stronglyContains(String list, String tag) {
		return isStar(list) || (!isWeak(tag) && contains(list, tag, false));
	}

	/**
	 * Whether two tags are the same and both strong.
	 */
	static boolean stronglyEqual(String one, String other) {
		return !isWeak(one) && one.equals(other);
	}

	/**
	 * A tag may contain commas, so the list is walked from quote to quote. What is not a
	 * list of tags contains nothing.
	 */
	private static boolean contains(String list, String tag, boolean weak) {
		if (isStar(list)) {
			return true;
		}
		int position = 0;
		while ((position = skipSeparators(list, position)) < list.length()) {
			boolean isWeak = list.startsWith(WEAK, position);
			int start = position + (isWeak ? WEAK.length() : 0);
			int end = (start < list.length() && list.charAt(start) == '"') ? list.indexOf('"', start + 1) : -1;
			if (end < 0) {
				return false;
			}
			if ((weak || !isWeak) && list.regionMatches(start, tag, 0, Math.max(end + 1 - start, tag.length()))) {
				return true;
			}
			position = end + 1;
		}
		return false;
	}

	private static int skipSeparators(String list, int start) {
		int position = start;
		while (position < list.length() && ", \t".indexOf(list.charAt(position)) >= 0) {
			position++;
		}
		return position;
	}

	private static boolean isStar(String list) {
		return list.trim().equals("*");
	}

	private static boolean isWeak(String tag) {
		return tag.startsWith(WEAK);
	}

	private static String opaque(String tag) {
		return isWeak(tag) ? tag.substring(WEAK.length()) : tag;
	}

}
