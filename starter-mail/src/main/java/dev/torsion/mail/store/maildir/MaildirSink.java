package dev.torsion.mail.store.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.maildir.disk.CommitLane;
import dev.torsion.mail.store.maildir.disk.FolderSettings;
import dev.torsion.mail.store.maildir.file.MaildirFiles;
import dev.torsion.mail.store.maildir.file.MessageName;
import dev.torsion.mail.store.maildir.folder.Folder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes one message for Maildirs: written once, in the first of them, and linked to the
 * others.
 */
final class MaildirSink implements MailSink {

	private final FolderSettings settings;

	private final List<Folder> folders;

	private final Set<Flag> flags;

	private final String letters;

	private final Instant received;

	private final Spool spool;

	private final List<Copy> copies = new ArrayList<>();

	private boolean prepared;

	private boolean aborted;

	private boolean committing;

	MaildirSink(FolderSettings settings, ChunkPool pool, List<Folder> folders, Set<Flag> flags, String letters,
			Instant received) {
		this.settings = settings;
		this.folders = folders;
		this.flags = flags;
		this.letters = letters;
		this.received = received;
		this.spool = new Spool(pool, folders.get(0).arrivals());
	}

	@Override
	public Mono<Void> write(ByteBuffer bytes) {
		return Mono.defer(() -> {
			synchronized (this) {
				if (!this.aborted && this.spool.take(bytes)) {
					return Mono.empty();
				}
			}
			return onDisk(() -> this.spool.takeAll(bytes));
		});
	}

	private Mono<Void> onDisk(Step step) {
		return this.settings.disk().run(() -> {
			run(step);
			return null;
		});
	}

	private synchronized void run(Step step) throws Exception {
		checkOpen();
		try {
			step.run();
		}
		catch (IOException ex) {
			throw DiskFull.explained(ex, this.folders.get(0).path());
		}
	}

	private void checkOpen() throws IOException {
		if (this.aborted) {
			throw new IOException("The message has been aborted");
		}
	}

	@Override
	public Mono<Void> prepare() {
		return onDisk(this::writeCopies);
	}

	/** Without going back to the event loop in between. */
	@Override
	public Mono<Void> finish() {
		return Mono.create((sink) -> this.settings.disk().run(() -> {
			run(this::writeCopies);
			commit(CommitLane::commitHere).subscribe(null, sink::error, sink::success);
			return null;
		}).subscribe(null, sink::error));
	}

	private void writeCopies() throws Exception {
		Path written = null;
		for (Folder folder : this.folders) {
			folder.arrivals().reserve();
			Copy copy = new Copy(folder);
			this.copies.add(copy);
			if (written == null) {
				written = this.spool.finish(this.received, this.settings.fsync());
				copy.file = written;
			}
			else {
				Path first = written;
				copy.file = folder.arrivals().temporary((place) -> MaildirFiles.link(first, place));
			}
			copy.base = this.spool.base(this.settings.names().next());
		}
		this.prepared = true;
	}

	@Override
	public Mono<Void> commit() {
		return commit(CommitLane::commit);
	}

	private Mono<Void> commit(BiFunction<CommitLane, Callable<?>, Mono<Void>> way) {
		return Mono.defer(() -> {
			synchronized (this) {
				if (!this.prepared || this.committing || this.aborted) {
					return Mono
						.error(new IllegalStateException("It has not been prepared, or has been committed or aborted"));
				}
				this.committing = true;
			}
			return (this.copies.size() == 1) ? commit(this.copies.get(0), way)
					: Flux.fromIterable(this.copies)
						.flatMapDelayError((copy) -> commit(copy, way), Integer.MAX_VALUE, 32)
						.then();
		});
	}

	private Mono<Void> commit(Copy copy, BiFunction<CommitLane, Callable<?>, Mono<Void>> way) {
		boolean plain = this.flags.isEmpty() && this.letters.isEmpty();
		CommitLane lane = plain ? copy.folder.arrivals().fresh() : copy.folder.arrivals().seen();
		String name = plain ? copy.base
				: new MessageName(copy.base, "", "").with(this.flags, this.letters, "").toString();
		return way.apply(lane, () -> {
			rename(copy, lane.folder().resolve(name));
			return null;
		}).then(Mono.fromRunnable(copy.folder.arrivals()::arrived));
	}

	private static void rename(Copy copy, Path target) throws IOException {
		synchronized (copy) {
			if (copy.gone) {
				throw new IOException("The message has been aborted");
			}
			Path file = Objects.requireNonNull(copy.file);
			try {
				MaildirFiles.move(file, target);
			}
			catch (NoSuchFileException ex) {
				copy.folder.arrivals().make();
				MaildirFiles.move(file, target);
			}
			copy.gone = true;
		}
	}

	@Override
	public void abort() {
		this.settings.disk().clearUp(() -> {
			synchronized (this) {
				this.aborted = true;
				for (Copy copy : this.copies) {
					discard(copy);
				}
				this.spool.discard();
				return null;
			}
		});
	}

	private static void discard(Copy copy) throws IOException {
		synchronized (copy) {
			if (!copy.gone) {
				copy.gone = true;
				copy.folder.arrivals().release();
				if (copy.file != null) {
					Files.deleteIfExists(copy.file);
				}
			}
		}
	}

	/** Something that is done on the disk. */
	@FunctionalInterface
	private interface Step {

		void run() throws Exception;

	}

	/** The message on its way to one mailbox. */
	private static final class Copy {

		private final Folder folder;

		private @Nullable Path file;

		private String base = "";

		private boolean gone;

		private Copy(Folder folder) {
			this.folder = folder;
		}

	}

}
