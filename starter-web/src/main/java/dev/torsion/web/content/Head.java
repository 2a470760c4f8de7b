package dev.torsion.web.content;

import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.CRC32C;

import dev.torsion.files.FileEntry;
import dev.torsion.web.wire.HttpDate;
import dev.torsion.web.wire.Validators;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The headers that describe a file, built once.
 *
 * @param type value of {@code Content-Type}
 * @param length value of {@code Content-Length}
 * @param tag value of {@code ETag}
 * @param lastModified value of {@code Last-Modified}, if it is known
 * @param size size in bytes
 * @param validators the validators, to be compared
 * @param compressible whether the server may compress it on its way out, so that the tag
 * is a weak one: it stands for two representations
 */
public record Head(AsciiString type, AsciiString length, AsciiString tag, @Nullable AsciiString lastModified, long size,
		Validators validators, boolean compressible) {

	/**
	 * The headers of an answer with the whole file, as Netty wants them. Copied into a
	 * response as they are: names and values have been validated here, once.
	 * @return the headers, not to be changed
	 */
	public HttpHeaders headers() {
		HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
		headers.set(HttpHeaderNames.CONTENT_TYPE, this.type);
		headers.set(HttpHeaderNames.CONTENT_LENGTH, this.length);
		headers.set(HttpHeaderNames.ETAG, this.tag);
		if (this.lastModified != null) {
			headers.set(HttpHeaderNames.LAST_MODIFIED, this.lastModified);
		}
		headers.set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
		return headers;
	}

	static Head of(String type, FileEntry entry, String strongTag, boolean compressible) {
		// Archives that are built reproducibly carry times around 1970 or 1980, and a
		// time still to come would make a client trust what is yet to change (RFC 9110
		// section 8.8.2.1).
		Instant now = Instant.now();
		Instant modified = entry.modified().isAfter(now) ? now : entry.modified();
		boolean known = modified.getEpochSecond() > 1;
		String tag = compressible ? "W/" + strongTag : strongTag;
		return new Head(AsciiString.cached(type), AsciiString.cached(Long.toString(entry.size())),
				AsciiString.cached(tag), known ? AsciiString.cached(HttpDate.format(modified)) : null, entry.size(),
				new Validators(tag, known ? modified.getEpochSecond() : -1), compressible);
	}

	/**
	 * The tag of a file whose content is at hand: the same on every node, and another one
	 * for other content of the same size and time.
	 */
	static String tagOf(byte[] content) {
		CRC32C sum = new CRC32C();
		sum.update(content);
		long fnv = 0xcbf29ce484222325L;
		for (byte octet : content) {
			fnv = (fnv ^ octet) * 0x100000001b3L;
		}
		HexFormat hex = HexFormat.of();
		return '"' + hex.toHexDigits(fnv) + hex.toHexDigits((int) sum.getValue()) + '"';
	}

	/**
	 * The tag of a file whose content is not: size and time, to the nanosecond.
	 */
	static String tagOf(FileEntry entry) {
		Instant modified = entry.modified();
		return '"' + Long.toHexString(entry.size()) + '-' + Long.toHexString(modified.getEpochSecond()) + '.'
				+ Integer.toHexString(modified.getNano()) + '"';
	}

}
