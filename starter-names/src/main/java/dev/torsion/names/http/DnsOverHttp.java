package dev.torsion.names.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.Origin;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Answers queries that come by GET or POST. The status says how HTTP went only: SERVFAIL
 * is an answer like any other (RFC 8484 section 4.2.1).
 */
public final class DnsOverHttp {

	/** The media type of messages, RFC 8484 section 6. */
	public static final MediaType DNS_MESSAGE = MediaType.parseMediaType("application/dns-message");

	private static final int MAX_MESSAGE = 65_535;

	/** The length of the longest message in Base64. */
	private static final int MAX_PARAMETER = (MAX_MESSAGE + 2) / 3 * 4;

	private final NameServer server;

	/**
	 * Creates the handler.
	 * @param server answers the queries
	 */
	public DnsOverHttp(NameServer server) {
		this.server = server;
	}

	/**
	 * Handles a request.
	 * @param request the request
	 * @return the response: 400 without a message, 405, 413 past 65,535 bytes, 415
	 */
	public Mono<ServerResponse> handle(ServerRequest request) {
		if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
			return get(request);
		}
		if (request.method() != HttpMethod.POST) {
			return ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED).header("Allow", "GET, HEAD, POST").build();
		}
		if (!request.headers().contentType().filter(DNS_MESSAGE::equalsTypeAndSubtype).isPresent()) {
			return ServerResponse.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
		}
		return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), MAX_MESSAGE)
			.map(DnsOverHttp::bytes)
			.flatMap((message) -> answer(message, request))
			.switchIfEmpty(ServerResponse.badRequest().build())
			.onErrorResume(DataBufferLimitException.class,
					(ex) -> ServerResponse.status(HttpStatus.CONTENT_TOO_LARGE).build());
	}

	private Mono<ServerResponse> get(ServerRequest request) {
		String parameter = request.queryParam("dns").orElse("");
		if (parameter.length() > MAX_PARAMETER) {
			return ServerResponse.status(HttpStatus.CONTENT_TOO_LARGE).build();
		}
		try {
			return answer(Base64.getUrlDecoder().decode(parameter), request)
				.switchIfEmpty(ServerResponse.badRequest().build());
		}
		catch (IllegalArgumentException ex) {
			return ServerResponse.badRequest().build();
		}
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private Mono<ServerResponse> answer(byte[] message, ServerRequest request) {
		InetSocketAddress client = request.remoteAddress()
			.filter((address) -> !address.isUnresolved())
			.orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		return this.server.answer(message, new Origin(client, DnsTransport.HTTPS, "http"))
			.flatMap((answer) -> ServerResponse.ok()
				.contentType(DNS_MESSAGE)
				.cacheControl(CacheControl.maxAge(Duration.ofSeconds(maxAge(answer))))
				.bodyValue(answer));
	}

	/** How long the answer may be kept, RFC 8484 section 5.1. */
	private static long maxAge(byte[] answer) {
		try {
			Message message = new Message(answer);
			return IntStream.of(Section.ANSWER, Section.AUTHORITY)
				.mapToObj(message::getSection)
				.flatMap((records) -> records.stream())
				.mapToLong(DnsOverHttp::ttl)
				.min()
				.orElse(0);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private static long ttl(Record record) {
		return (record instanceof SOARecord soa) ? Math.min(soa.getTTL(), soa.getMinimum()) : record.getTTL();
	}

}
