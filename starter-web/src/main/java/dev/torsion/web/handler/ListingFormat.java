package dev.torsion.web.handler;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

import dev.torsion.files.FileEntry;

import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/**
 * How a listing looks. Names are chosen by whoever may write to the directory, so every
 * one is escaped for where it goes.
 */
final class ListingFormat {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width">
			<title>%1$s</title>
			<style>
			body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; color-scheme: light dark }
			table { border-collapse: collapse; width: 100%% } td { padding: .1rem .5rem } td+td { text-align: right; white-space: nowrap }
			</style>
			</head>
			<body>
			<h1>%1$s</h1>
			<table>
			%2$s</table>
			</body>
			</html>
			""";

	private ListingFormat() {
	}

	static String html(String path, List<FileEntry> entries, boolean parent) {
		String rows = entries.stream().map(ListingFormat::row).collect(Collectors.joining());
		String up = parent ? "<tr><td><a href=\"../\">../</a></td><td></td><td></td></tr>\n" : "";
		String title = HtmlUtils.htmlEscape(path.endsWith("/") ? path : path + "/", "UTF-8");
		return PAGE.formatted(title, up + rows);
	}

	private static String row(FileEntry entry) {
		String slash = entry.directory() ? "/" : "";
		// The dot keeps a name with a colon from being read as a scheme.
		String link = "./" + UriUtils.encode(entry.name(), StandardCharsets.UTF_8) + slash;
		return "<tr><td><a href=\"" + link + "\">" + HtmlUtils.htmlEscape(entry.name(), "UTF-8") + slash
				+ "</a></td><td>" + (entry.directory() ? "" : entry.size()) + "</td><td>"
				+ entry.modified().truncatedTo(ChronoUnit.SECONDS) + "</td></tr>\n";
	}

	static String json(List<FileEntry> entries) {
		return entries.stream()
			.map((entry) -> "{\"name\":" + quoted(entry.name()) + ",\"type\":\""
					+ (entry.directory() ? "directory" : "file") + "\",\"size\":" + entry.size() + ",\"modified\":\""
					+ entry.modified() + "\"}")
			.collect(Collectors.joining(",\n", "[", "]\n"));
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().forEach((c) -> {
			if (c < ' ' || c == '"' || c == '\\' || c == '<' || Character.isSurrogate((char) c)) {
				quoted.append(String.format("\\u%04x", c));
			}
			else {
				quoted.append((char) c);
			}
		});
		return quoted.append('"').toString();
	}

}
