package dev.torsion.conch.transport.startup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections may be without a login: from {@code start} on they are refused at
 * random, the more the more there are, and from {@code full} on always.
 *
 * @param start how many are never refused
 * @param rate how many in a hundred are refused when there are {@code start}
 * @param full how many there may be
 */
public record MaxStartups(int start, int rate, int full) {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,6}):(\\d{1,3}):(\\d{1,6})|(\\d{1,6})");

	private static final int ALWAYS = 100;

	public MaxStartups {
		if (start < 1 || start > full || rate > ALWAYS) {
			throw new IllegalArgumentException("'" + start + ":" + rate + ":" + full
					+ "' are no start-up limits: 1 <= start <= full, rate <= 100");
		}
	}

	/**
	 * Reads limits as sshd_config(5) has them.
	 * @param text {@code start:rate:full}, such as {@code 10:30:100}, or one number
	 * @return the limits
	 * @throws IllegalArgumentException if it is not of that form
	 */
	public static MaxStartups parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'" + text + "' is not of the form start:rate:full");
		}
		if (matcher.group(4) != null) {
			int most = Integer.parseInt(matcher.group(4));
			return new MaxStartups(most, ALWAYS, most);
		}
		return new MaxStartups(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				Integer.parseInt(matcher.group(3)));
	}

	/**
	 * How many in a hundred are refused.
	 * @param count how many there are already
	 * @return 0 to 100
	 */
	int refusedOf100(int count) {
		if (count < this.start) {
			return 0;
		}
		if (count >= this.full) {
			return ALWAYS;
		}
		return this.rate + (ALWAYS - this.rate) * (count - this.start) / (this.full - this.start);
	}

	@Override
	public String toString() {
		return this.start + ":" + this.rate + ":" + this.full;
	}

}
