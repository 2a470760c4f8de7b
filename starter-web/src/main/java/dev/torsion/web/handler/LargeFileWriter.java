package dev.torsion.web.handler;

import java.time.Duration;

import dev.torsion.net.EventLoop;
import dev.torsion.web.content.LargeFile;
import dev.torsion.web.content.OpenFiles;
import dev.torsion.web.content.OpenHandle;
import dev.torsion.web.content.Uninterrupted;
import dev.torsion.web.server.NativeResponse;
import dev.torsion.web.wire.Decision;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufHolder;
import io.netty.util.ReferenceCountUtil;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers with a file from the disk.
 */
final class LargeFileWriter {

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);

	private final OpenFiles files;

	private final EventLoop loop;

	private final Duration stall;

	LargeFileWriter(OpenFiles files, EventLoop loop, Duration stall) {
		this.files = files;
		this.loop = loop;
		this.stall = stall;
	}

	Mono<Void> write(ServerWebExchange exchange, LargeFile file) {
		FileRequest request = FileRequest.of(exchange.getRequest());
		Decision decision = request.decide(file.head());
		if (!decision.sendsFile() || exchange.getRequest().getMethod() == HttpMethod.HEAD) {
			Answer.of(decision, file.head()).describe(exchange.getResponse());
			return exchange.getResponse().setComplete();
		}
		// What was opened may be another version than what was found: it is the open one
		// that decides.
		return this.files.open(file)
			.onErrorMap(Failures::of)
			.flatMap((handle) -> send(exchange, request, handle).doFinally((signal) -> handle.release()));
	}

	private Mono<Void> send(ServerWebExchange exchange, FileRequest request, OpenHandle handle) {
		Answer answer = Answer.of(request.decide(handle.head()), handle.head());
		ServerHttpResponse response = exchange.getResponse();
		answer.describe(response);
		if (!answer.decision().sendsFile()) {
			return response.setComplete();
		}
		HttpServerResponse netty = NativeResponse.of(response);
		if (netty == null) {
			return response.writeWith(buffers(answer, handle));
		}
		return response.setComplete()
			.then(Mono.defer(() -> netty.sendHeaders().then()))
			.then(Mono.create((sink) -> netty.withConnection((connection) -> {
				handle.retain();
				Pieces pieces = Pieces.of(answer.pieces(), handle, connection.channel());
				new Transfer(connection.channel(), pieces, this.loop, this.stall, sink).start(handle::release);
			})));
	}

	/**
	 * For a response that is decorated: buffers, each read when the one before it has
	 * been taken.
	 */
	private Flux<DataBuffer> buffers(Answer answer, OpenHandle handle) {
		Pieces pieces = Pieces.inMemory(answer.pieces(), handle, BUFFERS.getByteBufAllocator());
		return Flux.fromIterable(() -> pieces)
			.concatMap((step) -> Uninterrupted.run(this.loop, step::prepare, ReferenceCountUtil::release), 1)
			.map((content) -> BUFFERS.wrap(((ByteBufHolder) content).content()));
	}

}
