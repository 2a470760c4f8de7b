package dev.torsion.web.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the web server for files.
 *
 * @param root directory to serve: a path of the file system, or 'classpath:' and a path
 * @param index comma-separated list of files that stand for their directory, in order of
 * preference
 * @param listing whether to show what is in a directory without index file
 * @param tryFiles comma-separated list of files below the root to answer a page request
 * with when nothing else does; '{path}' stands for the requested path
 * @param mounts list of more directories to serve, each at a path of its own
 * @param mediaTypes content types to add or replace, by extension
 * @param cache files kept in memory
 */
@ConfigurationProperties("network.web")
public record WebProperties(@Nullable String root, @DefaultValue( {
		"index.html", "index.htm" }) List<String> index, boolean listing, @DefaultValue List<String> tryFiles,
		@DefaultValue List<Mount> mounts, @DefaultValue Map<String, String> mediaTypes, @DefaultValue Cache cache){

	/**
	 * A directory at a path.
	 *
	 * @param path path of the server, such as '/doc'
	 * @param root directory to serve there
	 * @param listing whether to show what is in a directory without index file
	 * @param index comma-separated list of files that stand for their directory; those of
	 * the server if not set
	 * @param tryFiles comma-separated list of files below this root to answer a page
	 * request with when nothing else does
	 */
	public record Mount(String path, String root, boolean listing, @Nullable List<String> index,
			@DefaultValue List<String> tryFiles) {

	}

	/**
	 * Files kept in memory.
	 *
	 * @param valid how long what was seen of a file is believed
	 * @param maxFileSize size of the largest file to keep in memory; larger ones are sent
	 * from the disk
	 * @param maxSize memory for all of them
	 * @param maxEntries most files to keep, and most absent ones to remember
	 */
	public record Cache(@DefaultValue("2s") Duration valid, @DefaultValue("64KB") DataSize maxFileSize,
			@DefaultValue("64MB") DataSize maxSize, @DefaultValue("8192") int maxEntries) {

	}

}
