package dev.torsion.names.controller;

import java.util.AbstractList;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * The labels of a name as text in lower case, each made when it is asked for first.
 */
final class Labels extends AbstractList<String> {

	private final Name name;

	private final @Nullable String[] labels;

	Labels(Name name) {
		this.name = name;
		this.labels = new @Nullable String[name.labels() - 1];
	}

	@Override
	public String get(int index) {
		String label = this.labels[index];
		if (label == null) {
			// ASCII, all else being escaped
			label = this.name.getLabelString(index).toLowerCase(Locale.ROOT);
			this.labels[index] = label;
		}
		return label;
	}

	@Override
	public int size() {
		return this.labels.length;
	}

}
