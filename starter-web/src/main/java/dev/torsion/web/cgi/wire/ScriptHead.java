package dev.torsion.web.cgi.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The head of a script's answer, RFC 3875 section 6.
 *
 * @param status the status to answer with, 200 to 599
 * @param contentType value of {@code Content-Type}, if there is one
 * @param location value of {@code Location}, if there is one
 * @param contentLength the length the script promises, -1 if it does not; it may be wrong
 * @param fields all other headers to hand on, in order, repeated ones too
 * @param localRedirect whether the answer is what this server has at {@code location},
 * instead of anything the script may still write (section 6.2.2)
 */
public record ScriptHead(int status, @Nullable String contentType, @Nullable String location, long contentLength,
		List<HeadField> fields, boolean localRedirect) {

	public ScriptHead {
		fields = List.copyOf(fields);
	}

	/**
	 * Whether the answer has a body, RFC 9110 section 6.4.1; if not, what the script
	 * writes after the head is to be dropped.
	 * @return whether the status allows for one
	 */
	public boolean hasBody() {
		return this.status != 204 && this.status != 304;
	}

}
