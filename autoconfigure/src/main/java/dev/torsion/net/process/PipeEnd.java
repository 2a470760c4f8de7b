package dev.torsion.net.process;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Our end of a pipe, registered with the event loop that owns it. Edge-triggered: told
 * once that it is ready, it stays so until the system says that it would block.
 */
final class PipeEnd implements EpollIoHandle {

	private final IoEventLoop loop;

	private final FileDescriptor descriptor;

	private final EpollIoOps interest;

	private final Runnable whenReady;

	private final Sinks.One<Boolean> ended = Sinks.one();

	private @Nullable IoRegistration registration;

	private boolean ready;

	private boolean closed;

	PipeEnd(IoEventLoop loop, FileDescriptor descriptor, EpollIoOps interest, Runnable whenReady) {
		this.loop = loop;
		this.descriptor = descriptor;
		this.interest = interest.with(EpollIoOps.EPOLLET);
		this.whenReady = whenReady;
	}

	void register() {
		this.loop.register(this).addListener((registered) -> {
			if (!registered.isSuccess()) {
				close();
				return;
			}
			IoRegistration current = (IoRegistration) registered.getNow();
			this.registration = current;
			if (this.closed) {
				current.cancel();
			}
			else {
				current.submit(this.interest);
			}
		});
	}

	/** Runs a task on the loop, now if this is its thread. */
	void execute(Runnable task) {
		if (this.loop.inEventLoop()) {
			task.run();
		}
		else {
			this.loop.execute(task);
		}
	}

	/** Runs a task on the loop, after what else is to be done there. */
	void executeLater(Runnable task) {
		this.loop.execute(task);
	}

	boolean isReady() {
		return this.ready;
	}

	void wouldBlock() {
		this.ready = false;
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * The end of the pipe.
	 * @return whether it was the other side that ended it
	 */
	Mono<Boolean> ended() {
		return this.ended.asMono();
	}

	@Override
	public FileDescriptor fd() {
		return this.descriptor;
	}

	@Override
	public void handle(IoRegistration registration, IoEvent event) {
		this.ready = true;
		this.whenReady.run();
	}

	@Override
	public void close() {
		close(false);
	}

	void close(boolean byOtherSide) {
		if (this.closed) {
			return;
		}
		this.closed = true;
		if (this.registration != null) {
			this.registration.cancel();
		}
		NativePipes.close(this.descriptor);
		this.ended.tryEmitValue(byOtherSide);
	}

}
