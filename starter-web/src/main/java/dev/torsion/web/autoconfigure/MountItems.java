package dev.torsion.web.autoconfigure;

import dev.torsion.web.WebMount;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes mounts out of the items of {@code network.web.mounts}.
 */
final class MountItems {

	private MountItems() {
	}

	static WebMount mount(WebProperties.Mount item, String property) {
		try {
			WebMount result = located(item, property);
			if (!item.tryFiles().isEmpty()) {
				result = result.withTryFiles(item.tryFiles().toArray(String[]::new));
			}
			if (item.index() != null) {
				result = result.withIndex(item.index().toArray(String[]::new));
			}
			return item.listing() ? result.withListing() : result;
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"The path '%s' of %s is not one: %s.".formatted(item.path(), property, ex.getMessage()),
					"Let it begin with a slash, without empty or hidden names, as in '/doc'.", ex);
		}
	}

	private static WebMount located(WebProperties.Mount item, String property) {
		String path = required(item.path(), property + ".path");
		if (item.cgi() == null) {
			return WebMount.of(path, required(item.root(), property + ".root"));
		}
		if (item.root() != null) {
			throw new FailureAnalyzedException("%s has both a root and a cgi.".formatted(property),
					"Keep 'root' if its files are to be sent, 'cgi' if they are programs to be run.");
		}
		return WebMount.cgi(path, required(item.cgi(), property + ".cgi"));
	}

	private static String required(@Nullable String value, String property) {
		if (value == null || value.isBlank()) {
			throw new FailureAnalyzedException("%s is not set.".formatted(property),
					"Set it: every item of network.web.mounts has a path of the server,"
							+ " and a root directory or, for programs, a cgi directory.");
		}
		return value;
	}

}
