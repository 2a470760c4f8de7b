package dev.torsion.web.interop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answers of another server and of this project's starter to one question.
 */
record Comparison(Question question, RawExchange theirs, RawExchange ours) {

	/**
	 * What a client acts on. Not compared: Date, Server, Connection, the value of an
	 * entity tag, the length of a body that is compared itself, and the text of an error.
	 */
	private static final List<String> HEADERS = List.of("accept-ranges", "allow", "content-encoding", "content-range",
			"content-type", "etag", "last-modified", "location", "set-cookie", "vary", "x-a");

	private static final List<String> OF_A_BODY = List.of("content-type", "accept-ranges", "etag", "last-modified");

	/**
	 * The parts that differ, with both values.
	 */
	Map<String, List<String>> differences() {
		Map<String, List<String>> differences = new TreeMap<>();
		note(differences, "status", Integer.toString(this.theirs.status()), Integer.toString(this.ours.status()));
		if (this.theirs.status() != this.ours.status()) {
			return differences;
		}
		boolean served = this.ours.status() < 300;
		for (String header : HEADERS) {
			if (served || this.ours.status() == 304 || !OF_A_BODY.contains(header)) {
				note(differences, header, value(this.theirs, header), value(this.ours, header));
			}
		}
		if (served) {
			note(differences, "body", body(this.theirs), body(this.ours));
			note(differences, "complete", Boolean.toString(this.theirs.complete()),
					Boolean.toString(this.ours.complete()));
			note(differences, "content-length", length(this.theirs), length(this.ours));
		}
		return differences;
	}

	private String length(RawExchange answer) {
		// One side may stream what it makes up, and multipart boundaries have lengths of
		// their own
		boolean fixed = !this.theirs.headers().containsKey("transfer-encoding")
				&& body(this.theirs).equals(body(this.ours)) && !answer.header("content-type").startsWith("multipart/");
		return fixed ? answer.header("content-length") : "";
	}

	private static void note(Map<String, List<String>> differences, String part, String theirs, String ours) {
		if (!theirs.equals(ours)) {
			differences.put(part, List.of(theirs, ours));
		}
	}

	private static String value(RawExchange answer, String header) {
		String value = answer.header(header);
		return switch (header) {
			case "etag" -> value.replaceAll("\".*\"", "\"...\"");
			case "content-type" ->
				value.replaceAll("; +", ";").replaceAll("boundary=.*", "boundary=...").toLowerCase(Locale.ROOT);
			default -> value;
		};
	}

	private static String body(RawExchange answer) {
		String body = new String(answer.body(), StandardCharsets.ISO_8859_1);
		String type = answer.header("content-type");
		int boundary = type.indexOf("boundary=");
		if (boundary >= 0) {
			body = body.replace(type.substring(boundary + 9).replace("\"", ""), "...")
				.replaceAll("(?i)(content-type: [^;\r]*); +", "$1;")
				.strip();
		}
		return (body.length() > 60) ? body.length() + " bytes, hash " + Integer.toHexString(body.hashCode()) : body;
	}

	/**
	 * The comparisons as a page of the guide.
	 * @param page the page: %d for how many there are, %d for how many are the same, %s
	 * for the rows of the table
	 */
	static String document(String page, List<Comparison> comparisons) {
		StringBuilder rows = new StringBuilder();
		comparisons.forEach((comparison) -> rows.append(comparison.row()));
		long equal = comparisons.stream().filter((comparison) -> comparison.differences().isEmpty()).count();
		return page.formatted(comparisons.size(), equal, rows);
	}

	private String row() {
		Map<String, List<String>> differences = differences();
		if (differences.isEmpty()) {
			return "| %s | %d | the same | |\n".formatted(this.question.title(), this.theirs.status());
		}
		List<String> theirs = new ArrayList<>(List.of(Integer.toString(this.theirs.status())));
		List<String> ours = new ArrayList<>(List.of(Integer.toString(this.ours.status())));
		differences.forEach((part, values) -> {
			if (!part.equals("status")) {
				theirs.add(shown(part, values.get(0)));
				ours.add(shown(part, values.get(1)));
			}
		});
		String reasons = String.join("<br>", new LinkedHashSet<>(this.question.reasons().values()));
		return "| %s | %s | %s | %s |\n".formatted(this.question.title(), String.join("<br>", theirs),
				String.join("<br>", ours), reasons);
	}

	private static String shown(String part, String value) {
		if (part.equals("body")) {
			return (value.length() > 60 || value.contains(" bytes, hash ")) ? "another body"
					: "`" + value.strip().replace("\n", "` `") + "`";
		}
		if (part.equals("complete")) {
			return value.equals("true") ? "complete" : "cut off";
		}
		return value.isEmpty() ? "no `" + part + "`" : "`" + part + ": " + value + "`";
	}

}
