package dev.torsion.enterprise.schema;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds the scripts of a schema for one database.
 */
final class Scripts {

	private Scripts() {
	}

	/**
	 * Reads the scripts; blocks.
	 * @param schema the schema
	 * @param vendor the database
	 * @return its scripts in their order
	 */
	static List<Script> of(Schema schema, Vendor vendor) {
		List<Script> all = all(schema);
		TreeMap<Long, Script> scripts = new TreeMap<>();
		for (Script script : all) {
			Script other = script.isFor(vendor) ? scripts.put(script.version(), script) : null;
			if (other != null) {
				throw new IllegalStateException("Schema '%s' has two scripts of version %d: %s/%s and %s/%s".formatted(
						schema.name(), script.version(), other.folder(), other.file(), script.folder(), script.file()));
			}
		}
		for (Script script : all) {
			if (!scripts.containsKey(script.version())) {
				throw new FailureAnalyzedException(
						"The schema '%s' has no version %d for %s.".formatted(schema.name(), script.version(),
								vendor.folder()),
						"Use a database that it supports, or set network.enterprise.schema to 'none' and make the tables yourself.");
			}
		}
		return List.copyOf(scripts.values());
	}

	private static List<Script> all(Schema schema) {
		try {
			List<Script> scripts = new ArrayList<>();
			for (Resource resource : find(schema.location() + "/*/*.sql")) {
				scripts.add(Script.read(resource));
			}
			if (scripts.isEmpty()) {
				throw new IllegalStateException(
						"Schema '%s' has no scripts below %s".formatted(schema.name(), schema.location()));
			}
			return scripts;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Resource[] find(String pattern) throws IOException {
		try {
			return new PathMatchingResourcePatternResolver().getResources(pattern);
		}
		catch (FileNotFoundException ex) {
			return new Resource[0];
		}
	}

}
