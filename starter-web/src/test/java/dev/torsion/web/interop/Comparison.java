package dev.torsion.web.interop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answers of nginx and of this project's starter to one question.
 */
record Comparison(Question question, RawExchange nginx, RawExchange ours) {

	/**
	 * What a client acts on. Not compared: Date, Server, Connection, the value of an
	 * entity tag, the length of a body that is compared itself, and the text of an error.
	 */
	private static final List<String> HEADERS = List.of("accept-ranges", "allow", "content-encoding", "content-range",
			"content-type", "etag", "last-modified", "location", "vary");

	private static final List<String> OF_A_BODY = List.of("content-type", "accept-ranges", "etag", "last-modified");

	private static final String PAGE = """
			# The web server beside nginx

			The same %d requests, sent as bytes to nginx and to `torsion-spring-boot-starter-web`, both serving the same folder with its index
			files and a listing below `/doc/`. %d answers are the same; every other one is here with the reason why ours is right. A test
			(`NginxComparisonTests`) asks again with every `./check`, and fails when an answer changes or a reason is missing.

			Compared are the status and what a client acts on: `Content-Type`, `Content-Length`, `Content-Range`, `Accept-Ranges`, `ETag` (that there
			is one, and its strength), `Last-Modified`, `Location`, `Allow`, `Vary`, `Content-Encoding`, and the body. The text of an error is each
			server's own.

			| request | nginx | Torsion | why ours is right |
			|---|---|---|---|
			%s""";

	/**
	 * The parts that differ, with both values.
	 */
	Map<String, List<String>> differences() {
		Map<String, List<String>> differences = new TreeMap<>();
		note(differences, "status", Integer.toString(this.nginx.status()), Integer.toString(this.ours.status()));
		if (this.nginx.status() != this.ours.status()) {
			return differences;
		}
		boolean served = this.ours.status() < 300;
		for (String header : HEADERS) {
			if (served || this.ours.status() == 304 || !OF_A_BODY.contains(header)) {
				note(differences, header, value(this.nginx, header), value(this.ours, header));
			}
		}
		if (served) {
			note(differences, "body", body(this.nginx), body(this.ours));
			note(differences, "content-length", length(this.nginx), length(this.ours));
		}
		return differences;
	}

	private String length(RawExchange answer) {
		// One side may stream what it makes up, and multipart boundaries have lengths of
		// their own
		boolean fixed = !this.nginx.headers().containsKey("transfer-encoding")
				&& body(this.nginx).equals(body(this.ours)) && !answer.header("content-type").startsWith("multipart/");
		return fixed ? answer.header("content-length") : "";
	}

	private static void note(Map<String, List<String>> differences, String part, String nginx, String ours) {
		if (!nginx.equals(ours)) {
			differences.put(part, List.of(nginx, ours));
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
	 */
	static String document(List<Comparison> comparisons) {
		StringBuilder rows = new StringBuilder();
		comparisons.forEach((comparison) -> rows.append(comparison.row()));
		long equal = comparisons.stream().filter((comparison) -> comparison.differences().isEmpty()).count();
		return PAGE.formatted(comparisons.size(), equal, rows);
	}

	private String row() {
		Map<String, List<String>> differences = differences();
		if (differences.isEmpty()) {
			return "| %s | %d | the same | |\n".formatted(this.question.title(), this.nginx.status());
		}
		List<String> nginx = new ArrayList<>(List.of(Integer.toString(this.nginx.status())));
		List<String> ours = new ArrayList<>(List.of(Integer.toString(this.ours.status())));
		differences.forEach((part, values) -> {
			if (!part.equals("status")) {
				nginx.add(shown(part, values.get(0)));
				ours.add(shown(part, values.get(1)));
			}
		});
		String reasons = String.join("<br>", new LinkedHashSet<>(this.question.reasons().values()));
		return "| %s | %s | %s | %s |\n".formatted(this.question.title(), String.join("<br>", nginx),
				String.join("<br>", ours), reasons);
	}

	private static String shown(String part, String value) {
		if (part.equals("body")) {
			return "another body";
		}
		return value.isEmpty() ? "no `" + part + "`" : "`" + part + ": " + value + "`";
	}

}
