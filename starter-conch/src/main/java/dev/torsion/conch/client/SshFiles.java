package dev.torsion.conch.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.net.EventLoop;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The files at a server, over SFTP. Paths are the server's, relative ones begin at the
 * home of the account. Failures of the server are MINA's {@code SftpException}s, which
 * are {@link IOException}s. What waits for the server does so on the bounded pool, where
 * {@code network.blocking} limits how much may.
 */
public final class SshFiles {

	private static final int CHUNK = 128 * 1024;

	private static final int MAX_ENTRIES = 100_000;

	private static final int PERMISSIONS = 07777;

	private final RemotePool pool;

	private final EventLoop eventLoop;

	SshFiles(RemotePool pool, EventLoop eventLoop) {
		this.pool = pool;
		this.eventLoop = eventLoop;
	}

	/**
	 * Lists a folder of at most 100,000 files.
	 * @param path the folder
	 * @return what is in it, without the folder itself and its parent
	 */
	public Flux<SshFile> list(String path) {
		return call((sftp) -> {
			List<SshFile> files = new ArrayList<>();
			for (DirEntry entry : sftp.readDir(path)) {
				if (files.size() == MAX_ENTRIES) {
					throw new IOException("There are more than " + MAX_ENTRIES + " files in " + path);
				}
				if (!entry.getFilename().equals(".") && !entry.getFilename().equals("..")) {
					files.add(file(entry.getFilename(), entry.getAttributes()));
				}
			}
			return files;
		}).flatMapIterable((files) -> files);
	}

	/**
	 * Looks at a file, and through a link.
	 * @param path the file
	 * @return what it is; empty if there is none
	 */
	public Mono<SshFile> stat(String path) {
		return call((sftp) -> file(path.substring(path.lastIndexOf('/') + 1), sftp.stat(path))).onErrorResume(
				SftpException.class,
				(ex) -> (ex.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) ? Mono.empty() : Mono.error(ex));
	}

	private static SshFile file(String name, Attributes attributes) {
		Instant modified = (attributes.getModifyTime() != null) ? attributes.getModifyTime().toInstant()
				: Instant.EPOCH;
		return new SshFile(name, attributes.getSize(), attributes.isDirectory(), attributes.isRegularFile(), modified,
				attributes.getPermissions() & PERMISSIONS);
	}

	/**
	 * Reads a file.
	 * @param path the file
	 * @return its bytes, read as fast as they are asked for
	 */
	public Flux<ByteBuffer> read(String path) {
		return Flux.usingWhen(open((sftp) -> sftp.read(path, CHUNK, OpenMode.Read)), (opened) -> {
			InputStream stream = opened.stream();
			boolean[] ended = new boolean[1];
			return this.eventLoop.blocking(() -> {
				byte[] bytes = stream.readNBytes(CHUNK);
				ended[0] = bytes.length == 0;
				return ended[0] ? null : ByteBuffer.wrap(bytes);
			}).repeat(() -> !ended[0]);
		}, this::close);
	}

	/**
	 * Writes a file, in the place of one that is there.
	 * @param path the file
	 * @param bytes its bytes, asked for as fast as the server takes them
	 * @return completes when the server has all of them
	 */
	public Mono<Void> write(String path, Publisher<ByteBuffer> bytes) {
		return Mono.usingWhen(
				open((sftp) -> sftp.write(path, CHUNK, OpenMode.Write, OpenMode.Create, OpenMode.Truncate)),
				(opened) -> Flux.from(bytes).concatMap((buffer) -> write(opened.stream(), buffer), 1).then(),
				this::close);
	}

	private Mono<Void> write(OutputStream stream, ByteBuffer buffer) {
		return this.eventLoop.<Void>blocking(() -> {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.get(bytes);
			stream.write(bytes);
			return null;
		});
	}

	/**
	 * Renames a file, and replaces none.
	 * @param from the file
	 * @param to its new path
	 * @return completes when it is done
	 */
	public Mono<Void> rename(String from, String to) {
		return run((sftp) -> sftp.rename(from, to));
	}

	/**
	 * Deletes a file.
	 * @param path the file, which is no folder
	 * @return completes when it is done
	 */
	public Mono<Void> delete(String path) {
		return run((sftp) -> sftp.remove(path));
	}

	/**
	 * Makes a folder, and those above it that there are not.
	 * @param path the folder
	 * @return completes when there is one
	 */
	public Mono<Void> mkdirs(String path) {
		return run((sftp) -> {
			for (int end = path.indexOf('/', 1); end >= 0; end = path.indexOf('/', end + 1)) {
				mkdir(sftp, path.substring(0, end));
			}
			mkdir(sftp, path);
		});
	}

	private static void mkdir(SftpClient sftp, String path) throws IOException {
		try {
			if (sftp.stat(path).isDirectory()) {
				return;
			}
		}
		catch (SftpException ex) {
			if (ex.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
				throw ex;
			}
		}
		sftp.mkdir(path);
	}

	private Mono<Void> run(Action action) {
		return call((sftp) -> {
			action.run(sftp);
			return true;
		}).then();
	}

	private <T> Mono<T> call(Call<T> call) {
		return Mono.usingWhen(this.pool.acquire(),
				(lease) -> this.eventLoop.blocking(() -> call.run(lease.connection().sftp())),
				(lease) -> Mono.fromRunnable(lease::dispose));
	}

	private <S extends AutoCloseable> Mono<Opened<S>> open(Call<S> call) {
		return this.pool.acquire()
			.flatMap((lease) -> this.eventLoop.blocking(() -> new Opened<>(call.run(lease.connection().sftp()), lease))
				.doOnError((ex) -> lease.dispose())
				.doOnCancel(lease::dispose));
	}

	private Mono<Void> close(Opened<?> opened) {
		return this.eventLoop.<Void>blocking(() -> {
			opened.stream().close();
			return null;
		}).doFinally((signal) -> opened.lease().dispose());
	}

	/** What is asked of a server. */
	@FunctionalInterface
	private interface Call<T> {

		T run(SftpClient sftp) throws IOException;

	}

	/** What is done at a server. */
	@FunctionalInterface
	private interface Action {

		void run(SftpClient sftp) throws IOException;

	}

	/** A stream, and the place that it takes. */
	private record Opened<S extends AutoCloseable>(S stream, RemotePool.Lease lease) {

	}

}
