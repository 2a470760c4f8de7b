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
			if (this.over) {
				sink.error(closed(null));
				return;
			}
			if (this.waiting.size() >= MAX_PIPELINED) {
				sink.error(new UpstreamException(Reason.BUSY, this.server + " has too many queries on a connection"));
				return;
			}
			Waiting mine = new Waiting(query, sink);
			int id = takenId(mine);
			sink.onDispose(() -> this.waiting.remove(id, mine));
			this.transport.write(this.framing.frame(Unpooled.wrappedBuffer(query.bytes(id))));
			if (this.over) {
				sink.error(closed(null));
			}
		});
	}

	/** The id of the query, or the next that no other query has here. */
	private int takenId(Waiting mine) {
		int id = mine.query().id();
		while (this.waiting.putIfAbsent(id, mine) != null) {
			id = id + 1 & 0xFFFF;
		}
		return id;
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.framing.received(bytes);
	}

	private Mono<Void> message(ByteBuf frame) {
		byte[] bytes = ByteBufUtil.getBytes(frame);
		frame.skipBytes(frame.readableBytes());
		int id = (bytes.length >= 2) ? (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF : -1;
		Waiting waiting = this.waiting.get(id);
		if (waiting != null) {
			waiting.answered(this.server, waiting.query().check(bytes, id));
		}
		return Mono.empty();
	}

	@Override
	public Mono<Void> idle() {
		end();
		this.transport.close();
		return Mono.empty();
	}

	/** Nobody who learns that it is over is to be given it again. */
	private void end() {
		if (!this.over) {
			this.ended.run();
			this.over = true;
		}
	}

	@Override
	public void disconnected(@Nullable Throwable cause) {
		end();
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
