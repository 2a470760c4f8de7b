package dev.torsion.web.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.files.FileTree;
import dev.torsion.files.FileTrees;
import dev.torsion.web.WebMount;
import dev.torsion.web.content.MountPoint;
import dev.torsion.web.content.Site;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes the site out of the properties and the {@link WebMount} beans.
 */
final class Mounting {

	private final WebProperties properties;

	private final List<MountPoint> mounts = new ArrayList<>();

	Mounting(WebProperties properties) {
		this.properties = properties;
	}

	Site site(List<WebMount> beans) {
		if (this.properties.root() != null) {
			WebMount root = WebMount.of("/", this.properties.root())
				.withTryFiles(this.properties.tryFiles().toArray(String[]::new));
			add(this.properties.listing() ? root.withListing() : root, "network.web.root");
		}
		for (int i = 0; i < this.properties.mounts().size(); i++) {
			String property = "network.web.mounts[" + i + "]";
			add(mount(this.properties.mounts().get(i), property), property + ".root");
		}
		beans.forEach((bean) -> add(bean, "the WebMount bean for '" + bean.path() + "/'"));
		return new Site(this.mounts);
	}

	private void add(WebMount mount, String source) {
		Set<String> taken = new HashSet<>();
		this.mounts.forEach((other) -> taken.add(other.path()));
		if (taken.contains(mount.path())) {
			throw new FailureAnalyzedException(
					"Two directories are mounted at '%s/', the second one by %s.".formatted(mount.path(), source),
					"Give each of them a path of its own.");
		}
		String root = mount.root();
		FileTree files = (root != null) ? FileTrees.of(root, source) : mount.files();
		if (files == null) {
			throw new IllegalStateException("A mount has a root or files");
		}
		List<String> index = (mount.index() != null) ? mount.index() : this.properties.index();
		this.mounts.add(new MountPoint(mount.path(), files, index, mount.listing(), mount.tryFiles()));
	}

	private static WebMount mount(WebProperties.Mount mount, String property) {
		try {
			WebMount result = WebMount
				.of(required(mount.path(), property + ".path"), required(mount.root(), property + ".root"))
				.withTryFiles(mount.tryFiles().toArray(String[]::new));
			if (mount.index() != null) {
				result = result.withIndex(mount.index().toArray(String[]::new));
			}
			return mount.listing() ? result.withListing() : result;
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"The path '%s' of %s is not one: %s.".formatted(mount.path(), property, ex.getMessage()),
					"Let it begin with a slash, without empty or hidden names, as in '/doc'.", ex);
		}
	}

	private static String required(@Nullable String value, String property) {
		if (value == null || value.isBlank()) {
			throw new FailureAnalyzedException("%s is not set.".formatted(property),
					"Set it: every item of network.web.mounts has a path of the server and a root directory.");
		}
		return value;
	}

}
