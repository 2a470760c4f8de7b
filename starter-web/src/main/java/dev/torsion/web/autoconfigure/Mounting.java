package dev.torsion.web.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.files.FileTree;
import dev.torsion.files.Jail;
import dev.torsion.web.WebMount;
import dev.torsion.web.content.MountPoint;
import dev.torsion.web.content.Site;

/**
 * Makes the site out of the properties and the {@link WebMount} beans.
 */
final class Mounting {

	private final WebProperties properties;

	Mounting(WebProperties properties) {
		this.properties = properties;
	}

	Site site(List<WebMount> beans) {
		List<MountPoint> mounts = new ArrayList<>();
		if (this.properties.root() != null) {
			mounts.add(new MountPoint("", open(this.properties.root(), "network.web.root"), this.properties.index(),
					this.properties.listing(), this.properties.tryFiles()));
		}
		for (int i = 0; i < this.properties.mounts().size(); i++) {
			WebProperties.Mount mount = this.properties.mounts().get(i);
			mounts.add(new MountPoint(WebMount.of(mount.path(), mount.root()).path(),
					open(mount.root(), "network.web.mounts[" + i + "].root"),
					(mount.index() != null) ? mount.index() : this.properties.index(), mount.listing(),
					mount.tryFiles()));
		}
		beans.forEach((bean) -> mounts.add(mountPoint(bean)));
		return new Site(mounts);
	}

	private MountPoint mountPoint(WebMount bean) {
		FileTree files = bean.files();
		String root = bean.root();
		if (files == null) {
			files = open((root != null) ? root : "", "the WebMount bean for " + bean.path());
		}
		return new MountPoint(bean.path(), files, (bean.index() != null) ? bean.index() : this.properties.index(),
				bean.listing(), bean.tryFiles());
	}

	private static FileTree open(String location, String property) {
		try {
			return new Jail(Path.of(location));
		}
		catch (IOException ex) {
			throw new IllegalStateException(property, ex);
		}
	}

}
