package dev.torsion.enterprise.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;

/**
 * One script of a schema.
 *
 * @param version its number
 * @param file the name of its file
 * @param folder the name of the folder it is in
 * @param sql its statements, with line feeds alone at the ends of lines
 */
record Script(long version, String file, String folder, String sql) implements Comparable<Script> {

	static final String COMMON = "common";

	private static final Pattern PATH = Pattern.compile(".*?([^/]+)/(V(\\d{1,18})__\\w+\\.sql)");

	static Script read(Resource resource) throws IOException {
		Matcher path = PATH.matcher(resource.getURL().toString());
		if (!path.matches()) {
			throw new IllegalStateException("Not named as in V1__accounts.sql: " + resource);
		}
		// A checkout on Windows may have changed the ends of lines
		String sql = resource.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
		return new Script(Long.parseLong(path.group(3)), path.group(2), path.group(1), sql);
	}

	boolean isFor(Vendor vendor) {
		return this.folder.equals(COMMON) || this.folder.equals(vendor.folder());
	}

	String checksum() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(this.sql.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	EncodedResource resource() {
		return new EncodedResource(new ByteArrayResource(this.sql.getBytes(StandardCharsets.UTF_8), this.file),
				StandardCharsets.UTF_8);
	}

	@Override
	public int compareTo(Script other) {
		return Long.compare(this.version, other.version);
	}

}
