package dev.torsion.names.store.file;

import java.util.ArrayList;
import java.util.List;

/**
 * What is odd about a zone; past a hundred they are counted only.
 */
final class Warnings {

	private static final int MAX = 100;

	private final List<String> texts = new ArrayList<>();

	private int more;

	void add(String where, String text) {
		if (this.texts.size() < MAX - 1) {
			this.texts.add(where + ": " + text);
		}
		else {
			this.more++;
		}
	}

	List<String> texts() {
		List<String> all = new ArrayList<>(this.texts);
		if (this.more > 0) {
			all.add("and " + this.more + " more");
		}
		return all;
	}

}
