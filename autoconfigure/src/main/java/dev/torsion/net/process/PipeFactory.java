package dev.torsion.net.process;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.DefaultThreadFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes the pipes of child processes, and has the threads that they and their start need.
 */
interface PipeFactory extends AutoCloseable {

	/**
	 * Makes the pipes of one process.
	 * @param input whether one is needed for its standard input
	 */
	ChildPipes open(boolean input) throws IOException;

	/** Where what blocks is done. */
	ThreadPoolExecutor threads();

	@Override
	void close();

	/** The best this platform has. */
	static PipeFactory of(int maxProcesses, ThreadFactory threads) {
		return EpollPipes.areAvailable() ? new EpollPipes(maxProcesses, threads)
				: new ThreadPipes(maxProcesses, threads);
	}

	/**
	 * One event loop for all pipes; threads only for starting, which keeps one for a
	 * millisecond or two, and of which the system does few at a time.
	 */
	final class EpollPipes implements PipeFactory {

		private static final int STARTERS = 8;

		private final MultiThreadIoEventLoopGroup loop;

		private final ThreadPoolExecutor threads;

		EpollPipes(int maxProcesses, ThreadFactory threads) {
			this.loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("torsion-pipes", true),
					EpollIoHandler.newFactory());
			this.threads = new ThreadPoolExecutor(STARTERS, STARTERS, 30, TimeUnit.SECONDS,
					new LinkedBlockingQueue<>(maxProcesses), threads);
			this.threads.allowCoreThreadTimeOut(true);
		}

		/** A JVM with privileges of its own may not look into /proc/self/fd. */
		static boolean areAvailable() {
			if (!Epoll.isAvailable()) {
				return false;
			}
			try {
				FileDescriptor[] pipe = FileDescriptor.pipe();
				try {
					File file = NativePipes.fileOf(pipe[0]);
					return file.canRead();
				}
				finally {
					NativePipes.close(List.of(pipe));
				}
			}
			catch (IOException ex) {
				return false;
			}
		}

		@Override
		public ChildPipes open(boolean input) throws IOException {
			return NativePipes.open(this.loop.next(), input);
		}

		@Override
		public ThreadPoolExecutor threads() {
			return this.threads;
		}

		@Override
		public void close() {
			this.threads.shutdown();
			this.loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
		}

	}

	/**
	 * A thread for each pipe while it is read or written, and one to start the process.
	 */
	final class ThreadPipes implements PipeFactory {

		private static final int THREADS = 4;

		private final ThreadPoolExecutor threads;

		private final Scheduler scheduler;

		ThreadPipes(int maxProcesses, ThreadFactory threads) {
			this.threads = new ThreadPoolExecutor(0, maxProcesses * THREADS, 30, TimeUnit.SECONDS,
					new SynchronousQueue<>(), threads);
			this.scheduler = Schedulers.fromExecutorService(this.threads, "torsion-processes");
		}

		@Override
		public ChildPipes open(boolean input) {
			return new StreamPipes(this.scheduler);
		}

		@Override
		public ThreadPoolExecutor threads() {
			return this.threads;
		}

		@Override
		public void close() {
			this.threads.shutdown();
		}

	}

}
