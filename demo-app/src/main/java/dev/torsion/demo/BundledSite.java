package dev.torsion.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.files.DataFolder;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Copies the site that the jar brings into the data folder, unless there is one: from
 * then on it is the operator's to edit. Done before the first bean, because the web
 * server refuses to start without its root.
 */
final class BundledSite implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String BUNDLED = "site/";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		try {
			Path site = new DataFolder(Path.of(context.getEnvironment().getProperty("network.data", "./data")))
				.resolve("htdocs");
			if (Files.notExists(site)) {
				copyTo(site);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Failed to copy the bundled site into the data folder", ex);
		}
	}

	private void copyTo(Path site) throws IOException {
		for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:" + BUNDLED + "**")) {
			String name = file.getURL().toString();
			name = name.substring(name.lastIndexOf("/" + BUNDLED) + BUNDLED.length() + 1);
			if (file.isReadable() && !name.isEmpty() && !name.endsWith("/")) {
				Path copy = site.resolve(name);
				Files.createDirectories(copy.getParent());
				try (InputStream in = file.getInputStream()) {
					Files.copy(in, copy);
				}
			}
		}
	}

}
