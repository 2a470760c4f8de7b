package dev.torsion.conch.manhole.engine;

import java.util.List;

/**
 * How source could go on.
 *
 * @param anchor where what they replace begins
 * @param continuations what could be there, sorted
 */
public record Suggestions(int anchor, List<String> continuations) {

	static final Suggestions NONE = new Suggestions(0, List.of());

	public Suggestions {
		continuations = List.copyOf(continuations);
	}

}
