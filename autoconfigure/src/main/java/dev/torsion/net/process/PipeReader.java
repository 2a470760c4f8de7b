package dev.torsion.net.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * What comes out of a pipe: one read for each buffer that is asked for. Signals are sent
 * on the loop of the pipe, which is none of a connection.
 */
final class PipeReader extends Flux<ByteBuf> implements Subscription {

	private static final int SMALLEST_READ = 4 * 1024;

	/** That of a pipe in Linux. */
	private static final int LARGEST_READ = 64 * 1024;

	/** So that a child that never stops does not keep the loop from the others. */
	private static final int READS_IN_A_TURN = 16;

	/** How often in a row a pipe is found silent before it is given up. */
	static final int SILENT = 2;

	/** How often one is found without a subscriber, who may only be late. */
	static final int UNCLAIMED = 10;

	private final PipeEnd end;

	private final AtomicBoolean subscribed = new AtomicBoolean();

	private @Nullable CoreSubscriber<? super ByteBuf> subscriber;

	private long demand;

	private int size = SMALLEST_READ;

	private boolean reading;

	private int quiet;

	PipeReader(IoEventLoop loop, FileDescriptor descriptor) {
		this.end = new PipeEnd(loop, descriptor, EpollIoOps.EPOLLIN, this::read);
	}

	void register() {
		this.end.register();
	}

	Mono<Boolean> ended() {
		return this.end.ended();
	}

	@Override
	public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
		if (!this.subscribed.compareAndSet(false, true)) {
			Operators.error(actual, new IllegalStateException("A pipe has one subscriber"));
			return;
		}
		this.end.execute(() -> {
			this.subscriber = actual;
			actual.onSubscribe(this);
			if (this.end.isClosed()) {
				complete();
			}
		});
	}

	@Override
	public void request(long count) {
		if (Operators.validate(count)) {
			this.end.execute(() -> {
				this.demand = Operators.addCap(this.demand, count);
				read();
			});
		}
	}

	@Override
	public void cancel() {
		this.end.execute(() -> {
			this.subscriber = null;
			this.end.close();
		});
	}

	private void read() {
		if (this.reading) {
			return;
		}
		this.reading = true;
		try {
			for (int i = 0; this.demand > 0 && this.end.isReady() && !this.end.isClosed(); i++) {
				if (i == READS_IN_A_TURN) {
					this.end.executeLater(this::read);
					break;
				}
				readOnce();
			}
		}
		finally {
			this.reading = false;
		}
	}

	private void readOnce() {
		ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(this.size, this.size);
		int count;
		try {
			ByteBuffer target = buffer.internalNioBuffer(0, this.size);
			count = this.end.fd().read(target, target.position(), target.limit());
		}
		catch (IOException ex) {
			// It is a pipe: what cannot be read has ended.
			count = -1;
		}
		CoreSubscriber<? super ByteBuf> current = this.subscriber;
		if (count > 0 && current != null) {
			adapt(count);
			this.quiet = 0;
			this.demand--;
			current.onNext(buffer.writerIndex(count));
			return;
		}
		buffer.release();
		if (count == 0) {
			this.end.wouldBlock();
		}
		else {
			close(true);
		}
	}

	private void adapt(int count) {
		if (count == this.size) {
			this.size = Math.min(this.size * 2, LARGEST_READ);
		}
		else if (count < this.size / 4) {
			this.size = Math.max(this.size / 2, SMALLEST_READ);
		}
	}

	/** Whoever does not ask for more has not been kept waiting by the pipe. */
	void endIfSilent() {
		this.end.execute(() -> {
			boolean unclaimed = this.subscriber == null;
			boolean waiting = unclaimed || (this.demand > 0 && !this.end.isReady());
			this.quiet = waiting ? this.quiet + 1 : 0;
			if (this.quiet >= (unclaimed ? UNCLAIMED : SILENT)) {
				close(false);
			}
		});
	}

	void close() {
		this.end.execute(() -> close(false));
	}

	private void close(boolean byChild) {
		this.end.close(byChild);
		complete();
	}

	private void complete() {
		CoreSubscriber<? super ByteBuf> current = this.subscriber;
		this.subscriber = null;
		if (current != null) {
			current.onComplete();
		}
	}

}
