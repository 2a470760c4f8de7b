package dev.torsion.web.wire;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What kind of answer a client prefers, RFC 9110 section 12.5.1.
 */
public final class Accept {

	private Accept() {
	}

	/**
	 * Whether a page of HTML may be sent.
	 * @param header the value of {@code Accept}, if there is one
	 * @return whether the client takes HTML, or anything
	 */
	public static boolean html(@Nullable String header) {
		return quality(header, "text", "html") > 0;
	}

	/**
	 * Whether the client has asked for HTML by name, as browsers do for pages.
	 * @param header the value of {@code Accept}, if there is one
	 * @return whether it did
	 */
	public static boolean htmlByName(@Nullable String header) {
		return header != null && header.toLowerCase(Locale.ROOT).contains("text/html") && html(header);
	}

	/**
	 * Whether JSON is preferred to HTML.
	 * @param header the value of {@code Accept}, if there is one
	 * @return whether the client would rather have JSON
	 */
	public static boolean jsonRatherThanHtml(@Nullable String header) {
		return quality(header, "application", "json") > quality(header, "text", "html");
	}

	private static double quality(@Nullable String header, String type, String subtype) {
		if (header == null || header.isBlank()) {
			return 1;
		}
		double quality = 0;
		int precision = -1;
		for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
			String[] parameters = range.split(";");
			int match = match(parameters[0].trim(), type, subtype);
			if (match > precision) {
				precision = match;
				quality = quality(parameters);
			}
		}
		return quality;
	}

	private static int match(String range, String type, String subtype) {
		if (range.equals(type + "/" + subtype)) {
			return 2;
		}
		if (range.equals(type + "/*")) {
			return 1;
		}
		return range.equals("*/*") ? 0 : -1;
	}

	private static double quality(String[] parameters) {
		for (int i = 1; i < parameters.length; i++) {
			String parameter = parameters[i].trim();
			if (parameter.startsWith("q=")) {
				try {
					return Double.parseDouble(parameter.substring(2));
				}
				catch (NumberFormatException ex) {
					return 0;
				}
			}
		}
		return 1;
	}

}
