package dev.torsion.web.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.web.cgi.Scripts;

/**
 * Programs that speak CGI, well and badly.
 */
final class SampleScripts {

	private static final String TEXT = "printf 'Content-Type: text/plain\\n\\n'; ";

	private SampleScripts() {
	}

	/**
	 * Writes the programs into a new directory.
	 */
	static Path create(Path work) throws IOException {
		Path programs = work.resolve("cgi-bin");
		Files.createDirectories(programs.resolve("sub"));
		for (Map<String, String> some : List.of(answers(), redirects(), heads(), lives())) {
			for (Map.Entry<String, String> script : some.entrySet()) {
				Scripts.shell(programs, script.getKey(), script.getValue());
			}
		}
		Files.writeString(programs.resolve("not-executable"), "#!/bin/sh\n" + TEXT + "echo run\n");
		Scripts.shell(programs, "sub/below", TEXT + "echo \"$SCRIPT_NAME\"");
		return programs;
	}

	private static Map<String, String> answers() {
		Map<String, String> scripts = new LinkedHashMap<>();
		scripts.put("plain", TEXT + "echo text");
		scripts.put("status", "printf 'Status: 418 Teapot\nContent-Type: text/plain\n\ntext'");
		scripts.put("repeated", "printf 'X-A: 1\nSet-Cookie: a=1\nX-A: 2\nSet-Cookie: b=2\n'; " + TEXT);
		scripts.put("crlf", "printf 'Content-Type: text/plain\\r\\n\\r\\ntext\\r\\n'");
		scripts.put("no-content", "printf 'Status: 204\n\nbody'");
		scripts.put("not-modified", "printf 'Status: 304\nETag: \"a\"\n\nbody'");
		scripts.put("length", "printf 'Content-Type: text/plain\nContent-Length: 4\n\ntext'");
		scripts.put("too-long", "printf 'Content-Type: text/plain\nContent-Length: 4\n\ntext and more'");
		scripts.put("too-short", "printf 'Content-Type: text/plain\nContent-Length: 9\n\ntext'");
		scripts.put("connection", "printf 'Connection: keep-alive\nKeep-Alive: timeout=9\nServer: me\n'; " + TEXT);
		scripts.put("chunked",
				"printf 'Transfer-Encoding: chunked\n'; " + TEXT + "printf '1\\r\\na\\r\\n0\\r\\n\\r\\n'");
		scripts.put("cat", TEXT + "echo \"$CONTENT_LENGTH $CONTENT_TYPE\"; cat");
		scripts.put("value", TEXT + "for name in $QUERY_STRING; do printenv \"$name\" || echo none; done");
		scripts.put("arguments", TEXT + "echo \"$# $QUERY_STRING\"");
		scripts.put("info", TEXT + "echo \"$SCRIPT_NAME|$PATH_INFO|$PATH_TRANSLATED\"");
		return scripts;
	}

	private static Map<String, String> redirects() {
		Map<String, String> scripts = new LinkedHashMap<>();
		scripts.put("client", "printf 'Location: http://example.org/a\n\n'");
		scripts.put("client-status", "printf 'Status: 301\nLocation: http://example.org/a\n\n'");
		scripts.put("client-body", "printf 'Location: http://example.org/a\n'; " + TEXT + "echo moved");
		scripts.put("local", "printf 'Location: /index.html\n\n'");
		scripts.put("local-query", "printf 'Location: /cgis/arguments?a=%%20b\n\n'");
		scripts.put("local-status", "printf 'Status: 303\nLocation: /index.html\n\n'");
		scripts.put("local-cookie", "printf 'Location: /index.html\nSet-Cookie: a=1\n\n'");
		scripts.put("local-none", "printf 'Location: /missing\n\n'");
		scripts.put("local-loop", "printf 'Location: /cgis/local-loop\n\n'");
		scripts.put("two-slashes", "printf 'Location: //example.org/\n\n'");
		return scripts;
	}

	private static Map<String, String> heads() {
		Map<String, String> scripts = new LinkedHashMap<>();
		scripts.put("empty", "exit 0");
		scripts.put("headless", "echo '<html>text</html>'");
		scripts.put("no-type", "printf 'X-A: 1\n\ntext'");
		scripts.put("bad-status", "printf 'Status: fine\n'; " + TEXT);
		scripts.put("status-101", "printf 'Status: 101 Switching Protocols\n\n'");
		scripts.put("status-600", "printf 'Status: 600\n'; " + TEXT);
		scripts.put("control", "printf 'X-A: a\\001b\n'; " + TEXT);
		scripts.put("folded", "printf 'X-A: a\n b\n'; " + TEXT);
		scripts.put("bare-cr", "printf 'X-A: a\\rX-B: b\n'; " + TEXT);
		scripts.put("bad-name", "printf 'X A: a\n'; " + TEXT);
		scripts.put("two-types", "printf 'Content-Type: text/html\n'; " + TEXT);
		scripts.put("nph", "printf 'HTTP/1.1 200 OK\nContent-Type: text/plain\n\ntext'");
		return scripts;
	}

	private static Map<String, String> lives() {
		Map<String, String> scripts = new LinkedHashMap<>();
		scripts.put("killed", "kill -9 $$");
		scripts.put("killed-late", TEXT + "echo part; kill -9 $$");
		scripts.put("errors", "echo Secret >&2; " + TEXT + "echo text");
		scripts.put("exit-1", TEXT + "echo text; exit 1");
		scripts.put("large", TEXT + "head -c 3000000 /dev/zero | tr '\\0' a");
		scripts.put("slow", TEXT + "for i in 1 2 3; do echo $i; sleep 0.1; done");
		scripts.put("deaf", "exec 0<&-; " + TEXT + "echo text");
		return scripts;
	}

}
