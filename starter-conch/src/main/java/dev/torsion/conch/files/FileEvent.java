package dev.torsion.conch.files;

import dev.torsion.files.FilePath;

/**
 * Something that was done with a file over SFTP or SCP, as an event of the application,
 * published once, when it is over.
 */
public sealed interface FileEvent
		permits FileUploaded, FileDownloaded, FileDeleted, FileRenamed, DirectoryCreated, DirectoryDeleted {

	/**
	 * Who has done it.
	 * @return the name of the account
	 */
	String user();

	/**
	 * What it was done with.
	 * @return the path below the root of the account
	 */
	FilePath path();

}
