package dev.torsion.web.handler;

import dev.torsion.web.content.Head;
import dev.torsion.web.wire.Conditions;
import dev.torsion.web.wire.Decision;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What of a request matters for a file.
 *
 * @param conditions its conditions
 * @param range its {@code Range}; {@code null} if there is none, or it is not a GET, for
 * which alone ranges are defined
 */
record FileRequest(Conditions conditions, @Nullable String range) {

	private static final FileRequest PLAIN = new FileRequest(Conditions.NONE, null);

	static FileRequest of(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		String range = (request.getMethod() == HttpMethod.GET) ? headers.getFirst(HttpHeaders.RANGE) : null;
		String ifMatch = headers.getFirst(HttpHeaders.IF_MATCH);
		String ifNoneMatch = headers.getFirst(HttpHeaders.IF_NONE_MATCH);
		String ifModifiedSince = headers.getFirst(HttpHeaders.IF_MODIFIED_SINCE);
		String ifUnmodifiedSince = headers.getFirst(HttpHeaders.IF_UNMODIFIED_SINCE);
		if (range == null && ifMatch == null && ifNoneMatch == null && ifModifiedSince == null
				&& ifUnmodifiedSince == null) {
			return PLAIN;
		}
		return new FileRequest(new Conditions(all(headers, HttpHeaders.IF_MATCH), ifUnmodifiedSince,
				all(headers, HttpHeaders.IF_NONE_MATCH), ifModifiedSince, headers.getFirst(HttpHeaders.IF_RANGE)),
				range);
	}

	Decision decide(Head head) {
		return (this == PLAIN) ? Decision.WHOLE
				: Decision.of(this.conditions, this.range, head.validators(), head.size());
	}

	/**
	 * A list may be spread over several lines of the same name.
	 */
	private static @Nullable String all(HttpHeaders headers, String name) {
		return headers.containsHeader(name) ? String.join(",", headers.getOrEmpty(name)) : null;
	}

}
