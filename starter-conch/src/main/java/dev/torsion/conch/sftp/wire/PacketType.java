package dev.torsion.conch.sftp.wire;

import dev.torsion.conch.sftp.session.attributes.Changes;

/**
 * Types of packets: section 3 of the draft.
 */
public final class PacketType {

	/** Opens the conversation. */
	public static final int INIT = 1;

	/** Answers {@link #INIT}. */
	public static final int VERSION = 2;

	/** Opens or makes a file. */
	public static final int OPEN = 3;

	/** Gives a handle back. */
	public static final int CLOSE = 4;

	/** Reads from a file. */
	public static final int READ = 5;

	/** Writes to a file. */
	public static final int WRITE = 6;

	/** Asks for attributes, those of a link itself. */
	public static final int LSTAT = 7;

	/** Asks for the attributes of what is open. */
	public static final int FSTAT = 8;

	/** Changes attributes. */
	public static final int SETSTAT = 9;

	/** Changes the attributes of what is open. */
	public static final int FSETSTAT = 10;

	/** Opens a directory. */
	public static final int OPENDIR = 11;

	/** Reads on in a directory. */
	public static final int READDIR = 12;

	/** Removes a file. */
	public static final int REMOVE = 13;

	/** Makes a directory. */
	public static final int MKDIR = 14;

	/** Removes a directory. */
	public static final int RMDIR = 15;

	/** Makes a path absolute. */
	public static final int REALPATH = 16;

	/** Asks for attributes, links followed. */
	public static final int STAT = 17;

	/** Renames. */
	public static final int RENAME = 18;

	/** Asks what a link says. */
	public static final int READLINK = 19;

	/** Makes a link. */
	public static final int SYMLINK = 20;

	/** A code and words. */
	public static final int STATUS = 101;

	/** A handle. */
	public static final int HANDLE = 102;

	/** Bytes of a file. */
	public static final int DATA = 103;

	/** Names, with attributes. */
	public static final int NAME = 104;

	/** Attributes. */
	public static final int ATTRS = 105;

	/** A request that the draft does not have. */
	public static final int EXTENDED = 200;

	/** A reply that the draft does not have. */
	public static final int EXTENDED_REPLY = 201;

	private PacketType() {
	}

}
