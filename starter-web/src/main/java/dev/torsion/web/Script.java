package dev.torsion.web;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The script that a request is for, found by walking the file system along the path of
 * the request to the first file. All of it is decoded.
 *
 * @param file the script: its real path, a regular file below the root of its mount
 * @param scriptName the part of the path that names the script, beginning with a slash
 * @param pathInfo the rest of the path: empty, or beginning with a slash
 * @param documentRoot the directory mounted at {@code /}; that of the script's own mount
 * where there is none
 */
public record Script(Path file, String scriptName, String pathInfo, Path documentRoot) {

	public Script {
		Assert.isTrue(scriptName.isEmpty() || scriptName.startsWith("/"), "'scriptName' must begin with a slash");
		Assert.isTrue(pathInfo.isEmpty() || pathInfo.startsWith("/"), "'pathInfo' must begin with a slash");
	}

	/**
	 * The path info as a path below the document root; nothing need be there.
	 * @return the path, or {@code null} if there is no path info
	 */
	public @Nullable String pathTranslated() {
		return this.pathInfo.isEmpty() ? null : this.documentRoot + this.pathInfo;
	}

}
