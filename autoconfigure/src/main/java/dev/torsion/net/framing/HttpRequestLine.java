package dev.torsion.net.framing;

import java.util.List;

/**
 * What browsers say to a server that they take for one of HTTP. Somebody may have put
 * commands into what they post, so a protocol of lines has to end the connection there:
 * none of the lines that follow is the client's own.
 */
public final class HttpRequestLine {

	private static final List<String> BEGINNINGS = List.of("GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ",
			"CONNECT ", "PATCH ", "TRACE ", "PRI ", "HOST:");

	private HttpRequestLine() {
	}

	/**
	 * Whether a line is one of HTTP. To be asked for lines that are no command.
	 * @param line the line, without its end
	 * @return whether it begins like a request of HTTP, or like its header {@code Host}
	 */
	public static boolean isOne(String line) {
		for (String beginning : BEGINNINGS) {
			if (line.regionMatches(true, 0, beginning, 0, beginning.length())) {
				return true;
			}
		}
		return false;
	}

}
