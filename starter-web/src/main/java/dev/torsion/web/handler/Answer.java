package dev.torsion.web.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.torsion.web.content.Head;
import dev.torsion.web.wire.ByteRange;
import dev.torsion.web.wire.Decision;
import dev.torsion.web.wire.Multipart;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Status, headers and the pieces of the body of one answer.
 *
 * @param decision what has been decided
 * @param head the headers of the file
 * @param pieces the body, in order
 * @param type value of {@code Content-Type}
 * @param length value of {@code Content-Length}
 */
record Answer(Decision decision, Head head, List<Piece> pieces, CharSequence type, CharSequence length) {

	/**
	 * A piece of a body.
	 */
	sealed interface Piece permits Bytes, Slice {

	}

	/**
	 * Bytes that are at hand.
	 */
	record Bytes(byte[] content) implements Piece {

	}

	/**
	 * Bytes of the file.
	 */
	record Slice(ByteRange range) implements Piece {

	}

	static Answer of(Decision decision, Head head) {
		List<ByteRange> parts = decision.parts();
		if (parts.size() > 1) {
			return multipart(decision, head);
		}
		if (decision.status() == 200) {
			List<Piece> all = (head.size() > 0) ? List.of(new Slice(new ByteRange(0, head.size() - 1))) : List.of();
			return new Answer(decision, head, all, head.type(), head.length());
		}
		if (parts.isEmpty()) {
			return new Answer(decision, head, List.of(), head.type(), "0");
		}
		ByteRange part = parts.get(0);
		return new Answer(decision, head, List.of(new Slice(part)), head.type(), Long.toString(part.length()));
	}

	private static Answer multipart(Decision decision, Head head) {
		Multipart frame = new Multipart(UUID.randomUUID().toString(), head.type().toString(), head.size());
		List<Piece> pieces = new ArrayList<>();
		for (ByteRange part : decision.parts()) {
			pieces.add(new Bytes(frame.opening(part)));
			pieces.add(new Slice(part));
		}
		pieces.add(new Bytes(frame.closing()));
		return new Answer(decision, head, pieces, frame.contentType(), Long.toString(frame.length(decision.parts())));
	}

	/**
	 * Sets status and headers, whatever the response is wrapped in.
	 */
	void describe(ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(this.decision.status()));
		HttpHeaders headers = response.getHeaders();
		switch (this.decision.status()) {
			case 416 -> headers.set(HttpHeaders.CONTENT_RANGE, "bytes */" + this.head.size());
			case 206 -> describePart(headers);
			default -> {
			}
		}
		if (this.decision.status() != 304) {
			headers.set(HttpHeaders.CONTENT_LENGTH, this.length.toString());
		}
		if (this.decision.sendsFile()) {
			headers.set(HttpHeaders.CONTENT_TYPE, this.type.toString());
			headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
		}
		headers.set(HttpHeaders.DATE, DateHeader.now().toString());
		if (this.decision.sendsFile() || this.decision.status() == 304) {
			if (this.head.compressible()) {
				headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
			}
			headers.set(HttpHeaders.ETAG, this.head.tag().toString());
			if (this.head.lastModified() != null) {
				headers.set(HttpHeaders.LAST_MODIFIED, this.head.lastModified().toString());
			}
		}
	}

	private void describePart(HttpHeaders headers) {
		if (this.decision.parts().size() == 1) {
			headers.set(HttpHeaders.CONTENT_RANGE, this.decision.parts().get(0).contentRange(this.head.size()));
		}
		if (this.head.compressible()) {
			// A part of a file must not be compressed as if it were one: its positions
			// would mean nothing any more. Netty leaves alone what has an encoding.
			headers.set(HttpHeaders.CONTENT_ENCODING, "identity");
		}
	}

}
