package dev.torsion.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * What is mapped to templates, found by the most specific one that matches. It is looked
 * for along the text at the significant end, so that what nothing is mapped to costs
 * little. Immutable.
 *
 * @param <T> what is mapped; its text names the methods in a failure
 */
public final class MappingTable<T> {

	private final Node<T> root = new Node<>(new HashMap<>(), new ArrayList<>());

	private final Template.Syntax syntax;

	/**
	 * Sorts what is mapped.
	 * @param syntax what all templates consist of
	 * @param values what is mapped to each template
	 * @throws FailureAnalyzedException if a text may match two templates neither of which
	 * is the more specific
	 */
	public MappingTable(Template.Syntax syntax, Map<Template, T> values) {
		this.syntax = syntax;
		List<Map.Entry<Template, T>> entries = new ArrayList<>(values.entrySet());
		entries.sort(Map.Entry.comparingByKey());
		entries.forEach(this::add);
	}

	private void add(Map.Entry<Template, T> entry) {
		Node<T> node = this.root;
		for (String segment : entry.getKey().anchor()) {
			node = node.children().computeIfAbsent(segment, (key) -> new Node<>(new HashMap<>(), new ArrayList<>()));
		}
		for (Map.Entry<Template, T> other : node.entries()) {
			if (other.getKey().isAmbiguousWith(entry.getKey())) {
				throw ambiguous(other.getKey(), other.getValue(), entry.getKey(), entry.getValue());
			}
		}
		node.entries().add(entry);
	}

	/**
	 * Two that would both be meant.
	 * @param first the template of one
	 * @param one one of them
	 * @param second the template of the other
	 * @param other the other
	 * @return the failure, to be thrown at the start
	 */
	public static FailureAnalyzedException ambiguous(Template first, Object one, Template second, Object other) {
		return new FailureAnalyzedException("'" + first + "' and '" + second
				+ "' match the same, and neither is the more specific: " + one + " and " + other + ".",
				"Give one of them another template, or take one of the methods away.");
	}

	/**
	 * Finds what a text means.
	 * @param segments the segments of the text
	 * @return what is mapped to the most specific template that matches, {@code null} if
	 * none does
	 */
	public @Nullable T find(List<String> segments) {
		return find(this.root, segments, 0);
	}

	private @Nullable T find(Node<T> node, List<String> segments, int depth) {
		if (depth < segments.size() && !node.children().isEmpty()) {
			Node<T> child = node.children().get(this.syntax.significant(segments, depth));
			T found = (child != null) ? find(child, segments, depth + 1) : null;
			if (found != null) {
				return found;
			}
		}
		for (Map.Entry<Template, T> entry : node.entries()) {
			if (entry.getKey().matches(segments)) {
				return entry.getValue();
			}
		}
		return null;
	}

	/**
	 * Whether something is mapped to longer texts that end, at the significant end, with
	 * this one.
	 * @param segments the segments of the text, which has no meaning itself
	 * @return whether that cannot be excluded
	 */
	public boolean hasBelow(List<String> segments) {
		return hasBelow(this.root, segments, 0);
	}

	private boolean hasBelow(Node<T> node, List<String> segments, int depth) {
		if (depth == segments.size()) {
			return true;
		}
		Node<T> child = node.children().get(this.syntax.significant(segments, depth));
		return (child != null && hasBelow(child, segments, depth + 1))
				|| node.entries().stream().anyMatch((entry) -> entry.getKey().continues(segments));
	}

	private record Node<T>(Map<String, Node<T>> children, List<Map.Entry<Template, T>> entries) {

	}

}
