package dev.torsion.web.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.files.FileTree;
import dev.torsion.files.FileTrees;
import dev.torsion.web.CgiGateway;
import dev.torsion.web.ScriptProcessor;
import dev.torsion.web.WebMount;
import dev.torsion.web.cgi.CgiScript;
import dev.torsion.web.content.MountPoint;
import dev.torsion.web.content.Scripts;
import dev.torsion.web.content.Site;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes the site out of the properties and the {@link WebMount} beans.
 */
final class Mounting {

	private final WebProperties properties;

	private final Scripts processors;

	private final Scripts programs;

	private final List<MountPoint> mounts = new ArrayList<>();

	private final Overlaps overlaps = new Overlaps();

	Mounting(WebProperties properties, List<ScriptProcessor> processors, CgiGateway gateway) {
		this.properties = properties;
		this.processors = Processors.of(properties.processors(), processors, gateway);
		this.programs = Scripts.all(new CgiScript(gateway));
	}

	Site site(List<WebMount> beans) {
		if (this.properties.root() != null) {
			WebMount root = WebMount.of("/", this.properties.root())
				.withTryFiles(this.properties.tryFiles().toArray(String[]::new));
			add(this.properties.listing() ? root.withListing() : root, "network.web.root");
		}
		for (int i = 0; i < this.properties.mounts().size(); i++) {
			String property = "network.web.mounts[" + i + "]";
			WebMount mount = MountItems.mount(this.properties.mounts().get(i), property);
			add(mount, property + (mount.isCgi() ? ".cgi" : ".root"));
		}
		beans.forEach((bean) -> add(bean, "the WebMount bean for '" + bean.path() + "/'"));
		this.overlaps.check();
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
		if (mount.isCgi()) {
			checkPrograms(mount, source);
		}
		String root = mount.root();
		FileTree files = (root != null) ? FileTrees.of(root, source) : mount.files();
		if (files == null) {
			throw new IllegalStateException("A mount has a root or files");
		}
		this.overlaps.add(files, mount.isCgi(), source);
		List<String> index = (mount.index() != null) ? mount.index() : this.properties.index();
		this.mounts.add(new MountPoint(mount.path(), files, mount.isCgi() ? List.of() : index, mount.listing(),
				mount.tryFiles(), mount.isCgi() ? this.programs : this.processors));
	}

	private static void checkPrograms(WebMount mount, String source) {
		if (mount.listing() || mount.index() != null || !mount.tryFiles().isEmpty()) {
			throw new FailureAnalyzedException(
					"The directory of CGI programs of %s has a listing, index files or try-files.".formatted(source),
					"Remove them: in such a directory there is nothing but programs.");
		}
		if (String.valueOf(mount.root()).startsWith("classpath:")) {
			throw new FailureAnalyzedException(
					"'%s' of %s is on the class path, where no program can be run.".formatted(mount.root(), source),
					"Let %s name a directory of the file system.".formatted(source));
		}
	}

}
