package dev.torsion.names.client.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LengthFraming;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Queries over one connection, each of which waits for its own answer, in whatever order
 * they come (RFC 7766 sections 6.2.1.1 and 7).
 */
final class TcpConversation implements Protocol {

	private static final int MAX_LENGTH = 65_535;

	private static final int MAX_PIPELINED = 100;

	private final Transport transport;

	private final UpstreamServer server;

	private final Runnable ended;

	private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();

	private final LengthFraming framing = new LengthFraming(2, MAX_LENGTH, this::message);

	private volatile boolean over;

	TcpConversation(Transport transport, UpstreamServer server, Runnable ended) {
		this.transport = transport;
		this.server = server;
		this.ended = ended;
	}

	boolean isOver() {
		return this.over;
	}

	/**
	 * Asks.
	 * @param query what
	 * @return the answer; waits for as long as the connection lasts and nobody cancels it
	 */
	Mono<Message> ask(OutgoingQuery query) {
		return Mono.create((sink) -> {
			Waiting mine = new Waiting(query, sink);
			if (this.waiting.size() >= MAX_PIPELINED || this.waiting.putIfAbsent(query.id(), mine) != null) {
				sink.error(new UpstreamException(Reason.BUSY, this.server + " has too many queries on a connection"));
				return;
			}
			sink.onDispose(() -> this.waiting.remove(query.id(), mine));
			this.transport.write(this.framing.frame(Unpooled.wrappedBuffer(query.bytes())));
			if (this.over) {
				sink.error(closed(null));
			}
		});
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.framing.received(bytes);
	}

	private Mono<Void> message(ByteBuf frame) {
		byte[] bytes = ByteBufUtil.getBytes(frame);
		frame.skipBytes(frame.readableBytes());
		Waiting waiting = (bytes.length >= 2) ? this.waiting.get((bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF) : null;
		if (waiting != null) {
			waiting.answered(this.server, waiting.query().check(bytes));
		}
		return Mono.empty();
	}

	@Override
	public Mono<Void> idle() {
		this.transport.close();
		return Mono.empty();
	}

	@Override
	public void disconnected(@Nullable Throwable cause) {
		// Nobody who learns that it is over is to be given it again
		this.ended.run();
		this.over = true;
		this.waiting.values().forEach((waiting) -> waiting.sink().error(closed(cause)));
	}

	private UpstreamException closed(@Nullable Throwable cause) {
		return new UpstreamException(Reason.UNREACHABLE,
				this.server + " closed the connection" + ((cause != null) ? ": " + cause.getMessage() : ""));
	}

	/** A query and whoever waits for its answer. */
	private record Waiting(OutgoingQuery query, MonoSink<Message> sink) {

		void answered(UpstreamServer server, OutgoingQuery.Verdict verdict) {
			Message message = verdict.message();
			if (message == null) {
				this.sink.error(new UpstreamException(Reason.USELESS, server + " answered something else"));
			}
			else if (message.getHeader().getFlag(Flags.TC)) {
				this.sink.error(new UpstreamException(Reason.USELESS, server + " cut an answer short over TCP"));
			}
			else {
				this.sink.success(message);
			}
		}

	}

}
