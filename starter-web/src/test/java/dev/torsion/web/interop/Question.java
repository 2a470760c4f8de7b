package dev.torsion.web.interop;

import java.util.Map;
import java.util.TreeMap;

/**
 * A request that two servers are asked, and where their answers may differ.
 *
 * @param line method and target
 * @param version version of HTTP
 * @param headers more header lines; <code>{etag}</code> and <code>{modified}</code> stand
 * for the validators that the asked server itself gave for {@code /small.txt}
 * @param body what follows the head
 * @param reasons why an answer of ours is right that differs from the other one, by the
 * part that differs
 */
record Question(String line, String version, String headers, String body, Map<String, String> reasons) {

	private static final String NO_HOST = "Host: none\r\n";

	static Question ask(String line, String... headers) {
		String block = (headers.length == 0) ? "" : String.join("\r\n", headers) + "\r\n";
		return new Question(line, "HTTP/1.1", block, "", Map.of());
	}

	Question in(String otherVersion) {
		return new Question(this.line, otherVersion, this.headers, this.body, this.reasons);
	}

	Question sending(String content) {
		return new Question(this.line, this.version, this.headers, content, this.reasons);
	}

	Question differs(String part, String reason) {
		Map<String, String> more = new TreeMap<>(this.reasons);
		more.put(part, reason);
		return new Question(this.line, this.version, this.headers, this.body, more);
	}

	boolean isHead() {
		return this.line.startsWith("HEAD ");
	}

	String bytes(String etag, String modified) {
		String host = this.version.equals("HTTP/1.1") && !this.headers.contains("Host:") ? "Host: localhost\r\n" : "";
		String sent = this.headers.replace(NO_HOST, "").replace("{etag}", etag).replace("{modified}", modified);
		return this.line + " " + this.version + "\r\n" + host + sent + "Connection: close\r\n\r\n" + this.body;
	}

	/**
	 * How the request is shown.
	 */
	String title() {
		String version = this.version.equals("HTTP/1.1") ? "" : " " + this.version;
		String target = (this.line.length() > 80) ? this.line.substring(0, 40) + "..." : this.line;
		if (this.headers.equals(NO_HOST)) {
			return "`" + target + "` without `Host`";
		}
		return "`" + target + version + "`"
				+ (this.headers.isEmpty() ? "" : " `" + this.headers.strip().replace("\r\n", "` `") + "`");
	}

}
