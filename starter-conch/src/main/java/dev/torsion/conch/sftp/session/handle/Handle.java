package dev.torsion.conch.sftp.session.handle;

import java.io.Closeable;

import dev.torsion.files.FilePath;

/**
 * A file or directory that a client has opened.
 */
public sealed interface Handle extends Closeable permits FileHandle, DirectoryHandle {

	/**
	 * What it was opened by.
	 * @return the path
	 */
	FilePath path();

}
