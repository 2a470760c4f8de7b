package dev.torsion.web.content;

import java.util.List;

import dev.torsion.files.FileTree;

/**
 * A mount, ready to be served.
 *
 * @param path the path it is at, without slash at its end
 * @param files the files
 * @param index names of the files that stand for their directory
 * @param listing whether directories without one are listed
 * @param tryFiles what to answer with when nothing else does
 * @param scripts which of the files are scripts
 */
public record MountPoint(String path, FileTree files, List<String> index, boolean listing, List<String> tryFiles,
		Scripts scripts) {

	/**
	 * Whether there may be files that are not sent but processed.
	 * @return whether any can be scripts
	 */
	public boolean hasScripts() {
		return !this.scripts.isEmpty();
	}

	boolean covers(String requested) {
		return requested.startsWith(this.path)
				&& (requested.length() == this.path.length() || requested.charAt(this.path.length()) == '/');
	}

	String below(String requested) {
		return requested.substring(this.path.length());
	}

}
