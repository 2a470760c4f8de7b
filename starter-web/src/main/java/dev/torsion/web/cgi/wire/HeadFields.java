package dev.torsion.web.cgi.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a script, one by one, and what they amount to.
 */
final class HeadFields {

	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

	private static final Pattern STATUS = Pattern.compile("([2-5][0-9]{2})(?:[ \t].*)?");

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

	/**
	 * What is between this server and its peer, and none of a script's business.
	 */
	private static final Set<String> DROPPED = Set.of("connection", "keep-alive", "te", "trailer", "upgrade",
			"http2-settings", "date", "server");

	private static final int UNKNOWN = -1;

	private final List<HeadField> others = new ArrayList<>();

	private @Nullable String contentType;

	private @Nullable String location;

	private int status = UNKNOWN;

	private long contentLength = UNKNOWN;

	void add(String line) {
		if (line.startsWith("HTTP/")) {
			throw new BadHeadException("It begins with a status line: nph scripts are not supported");
		}
		if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
			throw new BadHeadException("A line of the head is folded");
		}
		int colon = line.indexOf(':');
		if (colon < 0) {
			throw new BadHeadException("A line of the head has no colon");
		}
		String name = line.substring(0, colon);
		if (!TOKEN.matcher(name).matches()) {
			throw new BadHeadException("A line of the head does not begin with the name of a header and a colon");
		}
		add(name, strip(line.substring(colon + 1)));
	}

	private void add(String name, String value) {
		String key = name.toLowerCase(Locale.ROOT);
		switch (key) {
			case "status" -> this.status = status(value);
			case "location" -> this.location = once(this.location, "Location", value);
			case "content-type" -> this.contentType = once(this.contentType, "Content-Type", value);
			case "content-length" -> this.contentLength = length(value);
			case "transfer-encoding" -> throw new BadHeadException("A script has no say in Transfer-Encoding");
			default -> {
				if (!DROPPED.contains(key) && !key.startsWith("proxy-")) {
					this.others.add(new HeadField(name, value));
				}
			}
		}
	}

	private int status(String value) {
		Matcher matcher = STATUS.matcher(value);
		if (this.status != UNKNOWN) {
			throw new BadHeadException("There is more than one Status");
		}
		if (!matcher.matches()) {
			throw new BadHeadException("The Status is not one from 200 to 599");
		}
		return Integer.parseInt(matcher.group(1));
	}

	private long length(String value) {
		if (this.contentLength != UNKNOWN) {
			throw new BadHeadException("There is more than one Content-Length");
		}
		if (!LENGTH.matcher(value).matches()) {
			throw new BadHeadException("The Content-Length is not a number");
		}
		return Long.parseLong(value);
	}

	private static String once(@Nullable String before, String name, String value) {
		if (before != null) {
			throw new BadHeadException("There is more than one " + name);
		}
		if (value.isEmpty()) {
			throw new BadHeadException("The " + name + " is empty");
		}
		return value;
	}

	/**
	 * Section 6.2: one of the three headers of CGI makes it a head. A local redirect has
	 * no other header; with one (a cookie, say) it is left to the client, which would
	 * otherwise not get to see that.
	 */
	ScriptHead head() {
		if (this.contentType == null && this.location == null && this.status == UNKNOWN) {
			throw new BadHeadException("There is neither Content-Type nor Location nor Status");
		}
		boolean local = this.location != null && this.location.startsWith("/") && !this.location.startsWith("//")
				&& (this.status == UNKNOWN || this.status == 200) && this.others.isEmpty();
		int implied = (this.location != null && !local) ? 302 : 200;
		return new ScriptHead((this.status != UNKNOWN) ? this.status : implied, this.contentType, this.location,
				this.contentLength, this.others, local);
	}

	private static String strip(String value) {
		int start = 0;
		int end = value.length();
		while (start < end && isBlank(value.charAt(start))) {
			start++;
		}
		while (end > start && isBlank(value.charAt(end - 1))) {
			end--;
		}
		return value.substring(start, end);
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

}
