package dev.torsion.web.interop;

import java.util.List;

import static dev.torsion.web.interop.Question.ask;

/**
 * The questions: each a case that servers of files have got wrong.
 */
final class Questions {

	private static final String LISTING = "The page is our own; a program that asks for JSON gets the same as data";

	private static final String RELATIVE = "A relative reference stays right behind a proxy that serves this server at another path";

	private static final String PLAIN_PATHS = "Clients resolve dots before they ask (RFC 3986, 5.2.4); left in, the path means one thing to a filter"
			+ " in front and another behind it. Such a path names no file here";

	private static final String NOTHING_THERE = "Names no file, as any other missing path";

	private static final String PART = "Says to the client that has one part that it may ask for others";

	private static final String JOINED = "RFC 9110, 15.3.7.2: ranges that overlap may be joined, and a single one is no multipart";

	private static final String ALLOW = "RFC 9110, 15.5.6: 405 must say what is allowed";

	static final List<Question> ALL = List.of(
			// Files and their types
			ask("GET /"), ask("GET /small.txt"), ask("HEAD /small.txt"), ask("GET /large.bin"), ask("HEAD /large.bin"),
			ask("GET /empty.txt"), ask("GET /style.css"),
			ask("GET /app.js").differs("content-type", "RFC 9239: application/javascript is obsolete"),
			ask("GET /data.json"), ask("GET /noext"), ask("GET /small.txt?query"),
			// Directories
			ask("GET /sub").differs("location", RELATIVE), ask("GET /sub?x=1&y=%2F").differs("location", RELATIVE),
			ask("GET /sub/"),
			ask("GET /bare/").differs("status",
					"RFC 9110, 15.5.4 allows it: whether there is such a directory is nobody's business"),
			ask("GET /doc/").differs("body", LISTING).differs("vary", LISTING),
			ask("GET /doc").differs("location", RELATIVE), ask("GET /missing"), ask("GET /small.txt/"),
			// Odd paths
			ask("GET //small.txt").differs("status",
					"RFC 3986, 3.3: an empty segment is a segment. A rule for /small.txt would not see this path"),
			ask("GET /./small.txt").differs("status", PLAIN_PATHS),
			ask("GET /sub/../small.txt").differs("status", PLAIN_PATHS),
			ask("GET /../small.txt").differs("status", NOTHING_THERE),
			ask("GET /%2e%2e/small.txt").differs("status", NOTHING_THERE),
			ask("GET /sub/%2e%2e/small.txt").differs("status", PLAIN_PATHS),
			ask("GET /sub%2Findex.htm").differs("status",
					"RFC 3986, 2.2: an encoded slash is data and separates nothing; no name has one"),
			ask("GET /..%2f..%2fetc/passwd").differs("status", NOTHING_THERE),
			ask("GET /small.txt%00").differs("status", NOTHING_THERE), ask("GET /%zz"), ask("GET /with%20space.txt"),
			ask("GET /%C3%BC.txt"), ask("GET /100%25.txt"),
			ask("GET /.secret").differs("status", "Hidden files are not served, /.well-known aside"),
			ask("GET /inside.txt"),
			ask("GET /outside.txt").differs("status", "A link that leaves the root leads nowhere"),
			// Conditions
			ask("GET /small.txt", "If-None-Match: {etag}"), ask("GET /small.txt", "If-None-Match: W/{etag}"),
			ask("GET /small.txt", "If-None-Match: \"other\", {etag}"), ask("GET /small.txt", "If-None-Match: *"),
			ask("HEAD /small.txt", "If-None-Match: {etag}"), ask("GET /small.txt", "If-Modified-Since: {modified}"),
			ask("GET /small.txt", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT").differs("status",
					"RFC 9110, 13.1.3: not modified since is earlier or equal; nginx compares for equality"),
			ask("GET /small.txt", "If-None-Match: \"other\"", "If-Modified-Since: {modified}"),
			ask("GET /small.txt", "If-Match: \"other\""),
			ask("GET /small.txt", "If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT"),
			// Ranges
			part("GET /small.txt", "Range: bytes=0-99"), part("GET /large.bin", "Range: bytes=-100"),
			part("GET /small.txt", "Range: bytes=0-0,5-9"),
			part("GET /small.txt", "Range: bytes=0-99,50-149").differs("body", JOINED)
				.differs("content-range", JOINED)
				.differs("content-type", JOINED),
			ask("GET /small.txt", "Range: bytes=5000-"),
			ask("GET /small.txt", "Range: bytes=9-5").differs("status",
					"RFC 9110, 14.2: an invalid range may be ignored, which gives the client all it needs"),
			ask("GET /small.txt", "Range: lines=0-1"),
			ask("HEAD /small.txt", "Range: bytes=0-99").differs("status",
					"RFC 9110, 14.2: ranges are defined for GET alone, and must be ignored with other methods"),
			part("GET /small.txt", "Range: bytes=0-99", "If-Range: {etag}"),
			ask("GET /small.txt", "Range: bytes=0-99", "If-Range: \"other\""),
			part("GET /small.txt", "Range: bytes=0-99", "If-Range: {modified}"),
			// Codings, methods and versions
			ask("GET /small.txt", "Accept-Encoding: gzip"),
			ask("POST /small.txt", "Content-Length: 0").differs("allow", ALLOW),
			ask("OPTIONS /small.txt").differs("allow", ALLOW), ask("TRACE /small.txt").differs("allow", ALLOW),
			ask("BREW /small.txt").differs("allow", ALLOW), ask("GET /small.txt").in("HTTP/1.0"),
			ask("GET /small.txt", "Host: none"), ask("GET http://localhost/small.txt"),
			ask("GET /" + "a".repeat(20_000)));

	private static Question part(String line, String... headers) {
		return ask(line, headers).differs("accept-ranges", PART);
	}

	private Questions() {
	}

}
