package dev.torsion.net.process;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What goes into a pipe: the next buffer is asked for when the pipe has taken the last. A
 * reader that closes its end has heard enough, which is no error.
 */
final class PipeWriter extends BaseSubscriber<ByteBuf> {

	private final PipeEnd end;

	private final Sinks.Empty<Void> written = Sinks.empty();

	private @Nullable ByteBuf current;

	private boolean last;

	PipeWriter(IoEventLoop loop, FileDescriptor descriptor) {
		this.end = new PipeEnd(loop, descriptor, EpollIoOps.EPOLLOUT.with(EpollIoOps.EPOLLERR), this::flush);
	}

	void register() {
		this.end.register();
	}

	Mono<Void> write(Publisher<ByteBuf> bytes) {
		return Mono.defer(() -> {
			bytes.subscribe(this);
			return this.written.asMono().doOnCancel(this::close);
		});
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	@Override
	protected void hookOnNext(ByteBuf bytes) {
		ByteBuf direct = direct(bytes);
		this.end.execute(() -> {
			this.current = direct;
			flush();
		});
	}

	@Override
	protected void hookOnComplete() {
		this.end.execute(() -> {
			this.last = true;
			flush();
		});
	}

	@Override
	protected void hookOnError(Throwable failure) {
		this.end.execute(() -> {
			end();
			this.written.tryEmitError(failure);
		});
	}

	private static ByteBuf direct(ByteBuf bytes) {
		if (bytes.isDirect() && bytes.nioBufferCount() == 1) {
			return bytes;
		}
		try {
			return ByteBufAllocator.DEFAULT.directBuffer(Math.max(1, bytes.readableBytes())).writeBytes(bytes);
		}
		finally {
			bytes.release();
		}
	}

	private void flush() {
		if (this.end.isClosed()) {
			stop();
			return;
		}
		try {
			ByteBuf bytes = this.current;
			while (bytes != null && this.end.isReady() && bytes.isReadable()) {
				writeOnce(bytes);
			}
			if (bytes != null && !bytes.isReadable()) {
				this.current = null;
				bytes.release();
				request(1);
			}
			if (this.current == null && this.last) {
				stop();
			}
		}
		catch (IOException ex) {
			stop();
		}
	}

	private void writeOnce(ByteBuf bytes) throws IOException {
		ByteBuffer source = bytes.nioBuffer();
		int count = this.end.fd().write(source, source.position(), source.limit());
		if (count == 0) {
			this.end.wouldBlock();
		}
		bytes.skipBytes(count);
	}

	void close() {
		this.end.execute(this::stop);
	}

	private void stop() {
		end();
		this.written.tryEmitEmpty();
	}

	private void end() {
		this.end.close();
		cancel();
		if (this.current != null) {
			this.current.release();
			this.current = null;
		}
	}

}
