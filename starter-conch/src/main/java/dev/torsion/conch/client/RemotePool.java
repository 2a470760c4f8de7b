package dev.torsion.conch.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * The connections to one target. Each is shared by as many as fit, another one is made if
 * that does not do, and who comes then waits for a place. After a failure nobody connects
 * again for a while, so that a server that is down or does not like our password is not
 * asked at each turn; who comes meanwhile is told the reason of that failure.
 */
final class RemotePool {

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	private final SshTarget target;

	private final SshClientSettings settings;

	private final Mono<RemoteConnection> connect;

	private final Scheduler scheduler;

	private final List<RemoteConnection> open = new ArrayList<>();

	private final Deque<MonoSink<Lease>> waiting = new ArrayDeque<>();

	private int connecting;

	private int failures;

	private long retryAt;

	private @Nullable Throwable failure;

	private boolean closed;

	RemotePool(SshTarget target, SshClientSettings settings, Mono<RemoteConnection> connect, Scheduler scheduler) {
		this.target = target;
		this.settings = settings;
		this.connect = connect;
		this.scheduler = scheduler;
	}

	/**
	 * Waits for a place.
	 * @return the place, which has to be given back
	 */
	Mono<Lease> acquire() {
		return Mono.<Lease>create((sink) -> {
			sink.onCancel(() -> forget(sink));
			join(sink);
		})
			.timeout(this.settings.acquireTimeout(), this.scheduler)
			.onErrorMap(TimeoutException.class,
					(ex) -> new IOException("No place in a connection to " + this.target + " within "
							+ this.settings.acquireTimeout().toMillis() + " ms", ex))
			.doOnDiscard(Lease.class, Lease::dispose);
	}

	private void join(MonoSink<Lease> sink) {
		Throwable refusal = null;
		synchronized (this) {
			if (this.closed) {
				refusal = new CancellationException("The application is shutting down");
			}
			else if (this.waiting.size() >= this.settings.maxPending()) {
				refusal = new RejectedExecutionException(
						this.waiting.size() + " are waiting for a connection to " + this.target + " already");
			}
			else {
				this.waiting.add(sink);
			}
		}
		if (refusal != null) {
			sink.error(refusal);
		}
		else {
			serve();
		}
	}

	private synchronized void forget(MonoSink<Lease> sink) {
		this.waiting.remove(sink);
	}

	/** Gives places to those who wait, outside of the lock. */
	private void serve() {
		List<Runnable> tasks = new ArrayList<>();
		synchronized (this) {
			RemoteConnection free = RemoteConnection.free(this.open, this.settings.maxChannels());
			while (free != null && !this.waiting.isEmpty()) {
				MonoSink<Lease> sink = this.waiting.remove();
				Lease lease = new Lease(free);
				free.enter();
				tasks.add(() -> sink.success(lease));
				free = RemoteConnection.free(this.open, this.settings.maxChannels());
			}
			grow(tasks);
		}
		tasks.forEach(Runnable::run);
	}

	private void grow(List<Runnable> tasks) {
		if (this.failure != null && this.scheduler.now(TimeUnit.MILLISECONDS) < this.retryAt) {
			if (this.open.isEmpty()) {
				refuse(tasks, this.failure);
			}
			return;
		}
		int wanted = (this.waiting.size() + this.settings.maxChannels() - 1) / this.settings.maxChannels();
		while (this.connecting < wanted && this.open.size() + this.connecting < this.settings.maxConnections()) {
			this.connecting++;
			tasks.add(() -> this.connect.subscribe(this::connected, this::failed));
		}
	}

	private void refuse(List<Runnable> tasks, Throwable cause) {
		while (!this.waiting.isEmpty()) {
			MonoSink<Lease> sink = this.waiting.remove();
			tasks.add(() -> sink.error(cause));
		}
	}

	private void connected(RemoteConnection connection) {
		synchronized (this) {
			this.connecting--;
			this.failures = 0;
			this.failure = null;
			if (this.closed) {
				connection.close();
				return;
			}
			this.open.add(connection);
		}
		connection.session().addCloseFutureListener((ended) -> lost(connection));
		serve();
		release(connection, false);
	}

	private void failed(Throwable cause) {
		synchronized (this) {
			this.connecting--;
			this.failures++;
			long wait = Math.min(LONGEST_WAIT.toMillis(), 500L << Math.min(this.failures, 10));
			this.retryAt = this.scheduler.now(TimeUnit.MILLISECONDS) + wait;
			this.failure = cause;
		}
		serve();
	}

	private void lost(RemoteConnection connection) {
		synchronized (this) {
			this.open.remove(connection);
		}
		serve();
	}

	private void release(RemoteConnection connection, boolean wasUsed) {
		long uses;
		synchronized (this) {
			if (wasUsed) {
				connection.leave();
			}
			uses = (connection.users() == 0) ? connection.uses() : -1;
		}
		if (uses >= 0) {
			this.scheduler.schedule(() -> closeIdle(connection, uses), this.settings.idleTimeout().toMillis(),
					TimeUnit.MILLISECONDS);
		}
		serve();
	}

	private void closeIdle(RemoteConnection connection, long uses) {
		synchronized (this) {
			if (connection.users() > 0 || connection.uses() != uses) {
				return;
			}
			this.open.remove(connection);
		}
		connection.close();
	}

	/** How many connections are open. */
	synchronized int connections() {
		return this.open.size();
	}

	void close() {
		List<RemoteConnection> connections;
		List<Runnable> tasks = new ArrayList<>();
		synchronized (this) {
			this.closed = true;
			connections = List.copyOf(this.open);
			refuse(tasks, new CancellationException("The application is shutting down"));
		}
		tasks.forEach(Runnable::run);
		connections.forEach(RemoteConnection::close);
	}

	synchronized void reopen() {
		this.closed = false;
	}

	/** A place in a connection. */
	final class Lease implements Disposable {

		private final RemoteConnection connection;

		private final AtomicBoolean disposed = new AtomicBoolean();

		Lease(RemoteConnection connection) {
			this.connection = connection;
		}

		RemoteConnection connection() {
			return this.connection;
		}

		@Override
		public void dispose() {
			if (this.disposed.compareAndSet(false, true)) {
				release(this.connection, true);
			}
		}

		@Override
		public boolean isDisposed() {
			return this.disposed.get();
		}

	}

}
