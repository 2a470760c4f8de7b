package dev.torsion.conch.auth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What is left to be proved by one peer.
 */
final class AuthProgress {

	private final List<Deque<AuthStep>> lists;

	AuthProgress(AuthMethods methods) {
		this.lists = methods.lists().stream().<Deque<AuthStep>>map(ArrayDeque::new).toList();
	}

	/**
	 * The methods that can go on, each once.
	 * @return their names, with commas between
	 */
	String offered() {
		return String.join(",",
				this.lists.stream()
					.map(Deque::peek)
					.filter(Objects::nonNull)
					.map(AuthStep::method)
					.distinct()
					.toList());
	}

	/**
	 * What a method would prove now.
	 * @param method its name
	 * @return the step, {@code null} if the method cannot go on
	 */
	@Nullable AuthStep next(String method) {
		for (Deque<AuthStep> list : this.lists) {
			AuthStep step = list.peek();
			if (step != null && step.method().equals(method)) {
				return step;
			}
		}
		return null;
	}

	/** Whether nothing is left after a step. */
	boolean isLast(AuthStep step) {
		return this.lists.stream().anyMatch((list) -> list.size() == 1 && step.equals(list.peek()));
	}

	void proved(AuthStep step) {
		this.lists.stream().filter((list) -> step.equals(list.peek())).forEach(Deque::remove);
	}

}
