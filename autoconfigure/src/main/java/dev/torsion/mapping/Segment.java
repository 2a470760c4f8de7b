package dev.torsion.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What stands between two separators of a template: text with variables in it, or one
 * variable for several segments.
 *
 * @param literals the text before, between and behind the variables
 * @param variables the variables, empty for one without a name
 * @param rest whether it stands for one or more segments
 */
record Segment(List<String> literals, List<String> variables, boolean rest) {

	private static final Pattern VARIABLE = Pattern.compile("\\*|\\{(\\*?)([A-Za-z_]\\w*)}");

	/**
	 * Reads a segment.
	 * @param text the segment
	 * @param fold what makes texts equal that differ in nothing that matters
	 * @return the segment
	 * @throws IllegalArgumentException if it is not written as one
	 */
	static Segment parse(String text, UnaryOperator<String> fold) {
		List<String> literals = new ArrayList<>();
		List<String> variables = new ArrayList<>();
		Matcher matcher = VARIABLE.matcher(text);
		int from = 0;
		boolean rest = false;
		while (matcher.find()) {
			literals.add(fold.apply(text.substring(from, matcher.start())));
			variables.add((matcher.group(2) != null) ? matcher.group(2) : "");
			rest |= "*".equals(matcher.group(1));
			from = matcher.end();
		}
		literals.add(fold.apply(text.substring(from)));
		return new Segment(literals, variables, rest).checked(text);
	}

	private Segment checked(String text) {
		if (text.isEmpty()) {
			throw new IllegalArgumentException("nothing is between two separators");
		}
		if (this.literals.stream().anyMatch((literal) -> literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0)) {
			throw new IllegalArgumentException("a variable in '" + text + "' is not written as {name} or {*name}");
		}
		if (this.rest && literalLength() + this.variables.size() > 1) {
			throw new IllegalArgumentException("'" + text + "' has more in it than one variable for several");
		}
		for (int i = 1; i < this.variables.size(); i++) {
			if (this.literals.get(i).isEmpty()) {
				throw new IllegalArgumentException("nothing tells where a variable of '" + text + "' ends");
			}
		}
		return this;
	}

	boolean isLiteral() {
		return this.variables.isEmpty();
	}

	String first() {
		return this.literals.get(0);
	}

	private String last() {
		return this.literals.get(this.literals.size() - 1);
	}

	private int literalLength() {
		return this.literals.stream().mapToInt(String::length).sum();
	}

	/** The smaller, the fewer texts match. */
	int rank() {
		return isLiteral() ? 0 : this.rest ? Integer.MAX_VALUE : Integer.MAX_VALUE - 1 - literalLength();
	}

	/**
	 * Whether a text may match this segment and another of the same rank.
	 * @param other the other one
	 * @return whether that cannot be excluded
	 */
	boolean overlaps(Segment other) {
		if (isLiteral() || other.isLiteral()) {
			return this.literals.equals(other.literals);
		}
		return (first().startsWith(other.first()) || other.first().startsWith(first()))
				&& (last().endsWith(other.last()) || other.last().endsWith(last()));
	}

	/**
	 * Matches a text. A variable ends where the text behind it occurs first, so that this
	 * takes no longer for texts made up to take long.
	 * @param folded the text, to compare
	 * @param text the text, to take values from
	 * @param values where values go, {@code null} for nowhere
	 * @return whether it matches
	 */
	boolean matches(String folded, String text, @Nullable Map<String, String> values) {
		if (isLiteral()) {
			return folded.equals(first());
		}
		int start = first().length();
		int end = folded.length() - last().length();
		if (end <= start || !folded.startsWith(first()) || !folded.endsWith(last())) {
			return false;
		}
		int count = this.variables.size();
		for (int i = 0; i < count; i++) {
			String next = this.literals.get(i + 1);
			int stop = (i == count - 1) ? end : folded.indexOf(next, start + 1);
			if (stop <= start || stop > end) {
				return false;
			}
			if (values != null && !this.variables.get(i).isEmpty()) {
				values.put(this.variables.get(i), text.substring(start, stop));
			}
			start = stop + next.length();
		}
		return true;
	}

}
