package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.torsion.mail.store.maildir.file.MaildirFiles;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Puts messages into one folder: those that wait together are renamed in one visit of the
 * blocking pool, and made sure of by one fsync.
 */
public final class CommitLane {

	private final Path folder;

	private final FolderSettings settings;

	private final Object lock = new Object();

	private List<Commit> waiting = new ArrayList<>();

	private boolean busy;

	CommitLane(Path folder, FolderSettings settings) {
		this.folder = folder;
		this.settings = settings;
	}

	/**
	 * The folder.
	 * @return its path
	 */
	public Path folder() {
		return this.folder;
	}

	/**
	 * Puts a message into the folder.
	 * @param rename does so
	 * @return completes when it would survive a crash
	 */
	public Mono<Void> commit(Callable<?> rename) {
		return Mono.create((sink) -> {
			synchronized (this.lock) {
				this.waiting.add(new Commit(rename, sink));
				if (this.busy) {
					return;
				}
				this.busy = true;
			}
			visit();
		});
	}

	boolean isBusy() {
		synchronized (this.lock) {
			return this.busy;
		}
	}

	private void visit() {
		List<Commit> batch;
		synchronized (this.lock) {
			batch = this.waiting;
			this.waiting = new ArrayList<>();
			this.busy = !batch.isEmpty();
		}
		if (!batch.isEmpty()) {
			this.settings.disk()
				.run(() -> work(batch))
				.subscribe((done) -> ended(batch), (failure) -> failed(batch, failure));
		}
	}

	private List<Commit> work(List<Commit> batch) {
		boolean any = false;
		for (Commit commit : batch) {
			any |= commit.isRenamed();
		}
		if (any && this.settings.fsync()) {
			try {
				MaildirFiles.sync(this.folder);
			}
			catch (IOException ex) {
				batch.forEach((commit) -> commit.failure = ex);
			}
		}
		return batch;
	}

	private void ended(List<Commit> batch) {
		batch.forEach(Commit::tell);
		visit();
	}

	private void failed(List<Commit> batch, Throwable failure) {
		batch.forEach((commit) -> commit.sink.error(failure));
		visit();
	}

	private static final class Commit {

		private final Callable<?> rename;

		private final MonoSink<Void> sink;

		private @Nullable Throwable failure;

		private Commit(Callable<?> rename, MonoSink<Void> sink) {
			this.rename = rename;
			this.sink = sink;
		}

		private boolean isRenamed() {
			try {
				this.rename.call();
				return true;
			}
			catch (Exception ex) {
				this.failure = ex;
				return false;
			}
		}

		private void tell() {
			if (this.failure != null) {
				this.sink.error(this.failure);
			}
			else {
				this.sink.success();
			}
		}

	}

}
