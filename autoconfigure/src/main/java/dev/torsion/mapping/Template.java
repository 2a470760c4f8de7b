package dev.torsion.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a method answers for: segments of text, of which <code>{name}</code> is any one,
 * <code>{*name}</code> any one or more, and {@code *} any one whose text does not matter.
 * Within a segment, a variable ends where the text behind it occurs first. Templates are
 * equal if they match the same for the same reason. The more specific of two comes first:
 * it has the more text in the first place, from the significant end on, where they
 * differ. Immutable.
 */
public final class Template implements Comparable<Template> {

	private final String text;

	private final Syntax syntax;

	private final List<Segment> segments;

	private final int rest;

	private Template(String text, Syntax syntax, List<Segment> segments) {
		this.text = text;
		this.syntax = syntax;
		this.segments = segments;
		this.rest = segments.stream().map(Segment::rest).toList().indexOf(true);
		if (segments.stream().filter(Segment::rest).count() > 1) {
			throw new IllegalArgumentException("there are two variables for several segments");
		}
		List<String> variables = variables();
		if (variables.stream().distinct().count() < variables.size()) {
			throw new IllegalArgumentException("there are two variables of the same name");
		}
	}

	/**
	 * Reads a template.
	 * @param text how it is written
	 * @param syntax what it consists of
	 * @return the template
	 * @throws IllegalArgumentException if it is not written as one
	 */
	public static Template parse(String text, Syntax syntax) {
		List<Segment> segments = new ArrayList<>();
		for (String segment : syntax.split(text)) {
			segments.add(Segment.parse(segment, syntax::fold));
		}
		return new Template(text, syntax, List.copyOf(segments));
	}

	/**
	 * Its variables.
	 * @return their names, in their order
	 */
	public List<String> variables() {
		return this.segments.stream()
			.flatMap((segment) -> segment.variables().stream())
			.filter((name) -> !name.isEmpty())
			.toList();
	}

	/**
	 * The text at the significant end.
	 * @return the segments between that end and the first that has a variable, the
	 * outermost first
	 */
	public List<String> anchor() {
		List<String> anchor = new ArrayList<>();
		for (int i = 0; i < this.segments.size() && significant(i).isLiteral(); i++) {
			anchor.add(significant(i).first());
		}
		return anchor;
	}

	/**
	 * Whether a text matches.
	 * @param segments the segments of the text
	 * @return whether it does
	 */
	public boolean matches(List<String> segments) {
		return match(segments, null);
	}

	/**
	 * What the variables stand for in a text.
	 * @param segments the segments of the text
	 * @return the value of each variable, {@code null} if the text does not match
	 */
	public @Nullable Map<String, String> match(List<String> segments) {
		Map<String, String> values = new LinkedHashMap<>();
		return match(segments, values) ? values : null;
	}

	/**
	 * What the variable for several segments stands for in a text that matches.
	 * @param segments the segments of the text
	 * @return some of them, empty if there is no such variable
	 */
	List<String> rest(List<String> segments) {
		int behind = this.segments.size() - 1 - this.rest;
		return (this.rest < 0) ? List.of() : List.copyOf(segments.subList(this.rest, segments.size() - behind));
	}

	/**
	 * Whether a variable stands for several segments.
	 * @param variable its name
	 * @return whether it does
	 */
	boolean isRest(String variable) {
		return this.rest >= 0 && this.segments.get(this.rest).variables().contains(variable);
	}

	private boolean match(List<String> input, @Nullable Map<String, String> values) {
		int size = this.segments.size();
		if (this.rest < 0) {
			return input.size() == size && match(this.segments, input, values);
		}
		int end = input.size() - (size - 1 - this.rest);
		if (end <= this.rest || !match(this.segments.subList(0, this.rest), input, values)
				|| !match(this.segments.subList(this.rest + 1, size), input.subList(end, input.size()), values)) {
			return false;
		}
		if (values != null) {
			values.put(this.segments.get(this.rest).variables().get(0),
					String.join(this.syntax.separator(), input.subList(this.rest, end)));
		}
		return true;
	}

	private boolean match(List<Segment> segments, List<String> input, @Nullable Map<String, String> values) {
		for (int i = 0; i < segments.size(); i++) {
			String text = input.get(i);
			if (!segments.get(i).matches(this.syntax.fold(text), text, values)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a longer text may match that ends, at the significant end, with this one.
	 * @param segments the segments of the text
	 * @return whether that cannot be excluded
	 */
	boolean continues(List<String> segments) {
		for (int i = 0; i < segments.size() && i < this.segments.size(); i++) {
			String text = this.syntax.significant(segments, i);
			if (significant(i).rest()) {
				return true;
			}
			if (!significant(i).matches(text, text, null)) {
				return false;
			}
		}
		return segments.size() < this.segments.size();
	}

	private Segment significant(int index) {
		return this.segments.get(this.syntax.fromRight() ? this.segments.size() - 1 - index : index);
	}

	@Override
	public int compareTo(Template other) {
		int common = Math.min(this.segments.size(), other.segments.size());
		for (int i = 0; i < common; i++) {
			int order = Integer.compare(significant(i).rank(), other.significant(i).rank());
			if (order != 0) {
				return order;
			}
		}
		return Integer.compare(other.segments.size(), this.segments.size());
	}

	/**
	 * Whether there may be a text that matches this template and another, neither being
	 * the more specific.
	 * @param other the other one
	 * @return whether that cannot be excluded
	 */
	boolean isAmbiguousWith(Template other) {
		boolean overlaps = compareTo(other) == 0;
		for (int i = 0; overlaps && i < this.segments.size(); i++) {
			overlaps = this.segments.get(i).overlaps(other.segments.get(i));
		}
		return overlaps;
	}

	private List<List<String>> shape() {
		return this.segments.stream().map(Segment::literals).toList();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Template template && this.syntax.equals(template.syntax) && this.rest == template.rest
				&& shape().equals(template.shape());
	}

	@Override
	public int hashCode() {
		return shape().hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * What the templates of a protocol consist of.
	 *
	 * @param separator what is between two segments, empty if there is but one
	 * @param ignoreCase whether the case of ASCII letters does not matter
	 * @param fromRight whether the right end is the significant one
	 */
	public record Syntax(String separator, boolean ignoreCase, boolean fromRight) {

		/** The labels of a domain name. */
		public static final Syntax LABELS = new Syntax(".", true, true);

		/** The words of a command. */
		public static final Syntax WORDS = new Syntax(" ", false, false);

		/** Free text, such as the local part of an address. */
		public static final Syntax TEXT = new Syntax("", true, false);

		/** A segment, counted from the significant end, as it is compared. */
		String significant(List<String> segments, int index) {
			return fold(segments.get(this.fromRight ? segments.size() - 1 - index : index));
		}

		private String[] split(String text) {
			return this.separator.isEmpty() ? new String[] { text } : text.split(Pattern.quote(this.separator), -1);
		}

		/** Changes the length of nothing, as {@code toLowerCase} does. */
		private String fold(String text) {
			for (int i = 0; this.ignoreCase && i < text.length(); i++) {
				if (isUpper(text.charAt(i))) {
					return lower(text);
				}
			}
			return text;
		}

		private static String lower(String text) {
			char[] folded = text.toCharArray();
			for (int i = 0; i < folded.length; i++) {
				folded[i] |= (char) (isUpper(folded[i]) ? 0x20 : 0);
			}
			return new String(folded);
		}

		private static boolean isUpper(char c) {
			return c >= 'A' && c <= 'Z';
		}

	}

}
