package dev.torsion.web.content;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is mounted. The longest path wins, and what a mount does not have is
 * not looked for in a shorter one.
 */
public final class Site {

	private final List<MountPoint> mounts;

	/**
	 * Creates the site.
	 * @param mounts its mounts, in any order
	 */
	public Site(List<MountPoint> mounts) {
		this.mounts = mounts.stream()
			.sorted(Comparator.comparingInt((MountPoint mount) -> mount.path().length()).reversed())
			.toList();
	}

	/**
	 * Finds the mount a path belongs to.
	 * @param path the decoded path
	 * @return the mount, if any
	 */
	public @Nullable MountPoint mountOf(String path) {
		for (MountPoint mount : this.mounts) {
			if (mount.covers(path)) {
				return mount;
			}
		}
		return null;
	}

	/**
	 * Whether there is nothing to serve.
	 * @return whether nothing is mounted
	 */
	public boolean isEmpty() {
		return this.mounts.isEmpty();
	}

}
