package dev.torsion.conch.sftp.session.handle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.torsion.conch.sftp.wire.SftpException;
import dev.torsion.conch.sftp.wire.StatusCode;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a client has opened. A handle is a place and a number that is never the same
 * again, so that one that was given back means nothing. Safe for use by many threads.
 */
public final class Handles {

	/** In handles of files that are appended to. */
	private static final long ORDERED = 1L << 62;

	private final @Nullable Handle[] places;

	private final long[] ids;

	private int next = ThreadLocalRandom.current().nextInt();

	/**
	 * Creates the handles, none yet.
	 * @param max how many there may be
	 */
	public Handles(int max) {
		this.places = new Handle[max];
		this.ids = new long[max];
	}

	/**
	 * Checks, before something is opened, that it can be kept.
	 * @throws SftpException if too much is open
	 */
	public synchronized void requireRoom() {
		free();
	}

	/**
	 * Keeps something that was opened.
	 * @param handle the handle
	 * @return what the client knows it by
	 */
	public synchronized long add(Handle handle) {
		int place = free();
		this.places[place] = handle;
		boolean ordered = handle instanceof FileHandle file && file.isAppended();
		this.ids[place] = (ordered ? ORDERED : 0) | ((long) place << 32) | (this.next++ & 0xffffffffL);
		return this.ids[place];
	}

	private int free() {
		for (int place = 0; place < this.places.length; place++) {
			if (this.places[place] == null) {
				return place;
			}
		}
		throw new SftpException(StatusCode.FAILURE);
	}

	/**
	 * What a client has opened.
	 * @param sent what it says
	 * @return the handle
	 * @throws SftpException if there is none
	 */
	public Handle get(ByteBuf sent) {
		Handle handle = find(idOf(sent));
		if (handle == null) {
			throw new SftpException(StatusCode.FAILURE);
		}
		return handle;
	}

	/**
	 * A file that a client has opened.
	 * @param sent what it says
	 * @return the file
	 * @throws SftpException if there is none
	 */
	public FileHandle file(ByteBuf sent) {
		if (get(sent) instanceof FileHandle file) {
			return file;
		}
		throw new SftpException(StatusCode.FAILURE);
	}

	/**
	 * Gives up something, to be closed.
	 * @param sent what the client says
	 * @return the handle
	 * @throws SftpException if there is none
	 */
	public synchronized Handle remove(ByteBuf sent) {
		Handle handle = get(sent);
		this.places[place(idOf(sent))] = null;
		return handle;
	}

	/**
	 * Gives up everything, to be closed.
	 * @return the handles
	 */
	public synchronized List<Handle> removeAll() {
		List<Handle> open = new ArrayList<>();
		for (int place = 0; place < this.places.length; place++) {
			Handle handle = this.places[place];
			this.places[place] = null;
			if (handle != null) {
				open.add(handle);
			}
		}
		return open;
	}

	/**
	 * The number in a handle.
	 * @param sent what the client says
	 * @return the number, -1 if it can be none
	 */
	public static long idOf(ByteBuf sent) {
		return (sent.readableBytes() == Long.BYTES) ? sent.getLong(sent.readerIndex()) : -1;
	}

	/**
	 * Whether what is written to a file goes where it belongs, whatever else is written.
	 * @param id the number in a handle
	 * @return false if the order matters
	 */
	public static boolean isPositional(long id) {
		return (id & ORDERED) == 0;
	}

	private synchronized @Nullable Handle find(long id) {
		int place = place(id);
		boolean known = place >= 0 && place < this.places.length && this.ids[place] == id;
		return known ? this.places[place] : null;
	}

	private static int place(long id) {
		return (int) ((id & ~ORDERED) >>> 32);
	}

}
