package dev.torsion.mail.store.maildir.disk;

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
	 * Puts a message into the folder; does not block.
	 * @param rename does so
	 * @return completes when it would survive a crash, on any thread
	 */
	public Mono<Void> commit(Callable<?> rename) {
		return commit(rename, this::visit);
	}

	/**
	 * Puts a message into the folder, for a thread that may block: it does the work for
	 * all that come meanwhile, unless another one does.
	 * @param rename does so
	 * @return completes when it would survive a crash, on any thread
	 */
	public Mono<Void> commitHere(Callable<?> rename) {
		return commit(rename, this::work);
	}

	private Mono<Void> commit(Callable<?> rename, Runnable begin) {
		return Mono.create((sink) -> {
			synchronized (this.lock) {
				this.waiting.add(new Commit(rename, sink));
				if (this.busy) {
					return;
				}
				this.busy = true;
			}
			begin.run();
		});
	}

	boolean isBusy() {
		synchronized (this.lock) {
			return this.busy;
		}
	}

	private void visit() {
		this.settings.disk().run(() -> {
			work();
			return null;
		}).subscribe(null, this::failed);
	}

	private void work() {
		for (List<Commit> batch = next(); !batch.isEmpty(); batch = next()) {
			work(batch);
			batch.forEach(Commit::tell);
		}
	}

	private List<Commit> next() {
		synchronized (this.lock) {
			List<Commit> batch = this.waiting;
			this.waiting = new ArrayList<>();
			this.busy = !batch.isEmpty();
			return batch;
		}
	}

	private void work(List<Commit> batch) {
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
	}

	/** The pool takes nothing more: nobody is left waiting. */
	private void failed(Throwable failure) {
		for (List<Commit> batch = next(); !batch.isEmpty(); batch = next()) {
			batch.forEach((commit) -> commit.sink.error(failure));
		}
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
