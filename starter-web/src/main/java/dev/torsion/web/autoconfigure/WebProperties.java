package dev.torsion.web.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.torsion.net.autoconfigure.ProxyProtocolProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Properties of the web server for files.
 *
 * @param root directory to serve: a path of the file system, or 'classpath:' and a path
 * @param index comma-separated list of files that stand for their directory, in order of
 * preference
 * @param listing whether to show what is in a directory without index file
 * @param tryFiles comma-separated list of files below the root to answer a page request
 * with when nothing else does; '{path}' stands for the requested path
 * @param processors list of interpreters that run files by their extension
 * @param mounts list of more directories to serve, each at a path of its own
 * @param maxListing most entries of a directory to list
 * @param errorPages comma-separated list of pages below the root to answer errors with: a
 * status code, whose digits may be 'x', and an extension
 * @param mediaTypes content types to add or replace, by extension
 * @param cache files kept in memory, and kept open
 * @param unixSocket path of a unix socket to listen on, in the place of 'server.port'
 * @param unixSocketMode who may connect to it, as 'ls -l' shows the permissions of a file
 * @param proxyProtocol proxies that say who the client is
 * @param maxConnections most connections at a time
 * @param maxConnectionsPerAddress most connections at a time from one address; a reverse
 * proxy is one
 * @param idleTimeout how long a connection is kept between two requests;
 * 'server.netty.idle-timeout' takes precedence
 * @param requestTimeout how long a peer may take to send the head of a request, and
 * between two pieces of its body
 * @param stallTimeout how long a peer may take none of what is sent to it
 */
@ConfigurationProperties("network.web")
public record WebProperties(@Nullable String root, @DefaultValue( {
		"index.html", "index.htm" }) List<String> index, boolean listing, @DefaultValue List<String> tryFiles,
		@DefaultValue List<Processor> processors, @DefaultValue List<Mount> mounts,
		@DefaultValue("10000") int maxListing, @DefaultValue({ "404.html", "50x.html" }) List<String> errorPages,
		@DefaultValue Map<String, String> mediaTypes, @DefaultValue Cache cache, @Nullable String unixSocket,
		@DefaultValue("rw-rw----") String unixSocketMode,
		@NestedConfigurationProperty @DefaultValue ProxyProtocolProperties proxyProtocol,
		@DefaultValue("16384") int maxConnections, @DefaultValue("16384") int maxConnectionsPerAddress,
		@DefaultValue("75s") Duration idleTimeout, @DefaultValue("30s") Duration requestTimeout,
		@DefaultValue("60s") Duration stallTimeout){

	/**
	 * A directory at a path.
	 *
	 * @param path path of the server, such as '/doc'
	 * @param root directory to serve there
	 * @param cgi directory of CGI programs to run there, instead of a root to serve
	 * @param listing whether to show what is in a directory without index file
	 * @param index comma-separated list of files that stand for their directory; those of
	 * the server if not set
	 * @param tryFiles comma-separated list of files below this root to answer a page
	 * request with when nothing else does
	 */
	public record Mount(@Nullable String path, @Nullable String root, @Nullable String cgi, boolean listing,
			@Nullable List<String> index, @DefaultValue List<String> tryFiles) {

	}

	/**
	 * An interpreter for files of an extension, which are run by it instead of being
	 * sent.
	 *
	 * @param extension extension of the files, such as 'pl'
	 * @param run comma-separated list of the interpreter, by its absolute path, and its
	 * arguments; the path of the file is added
	 */
	public record Processor(@Nullable String extension, @DefaultValue List<String> run) {

	}

	/**
	 * Files kept in memory, and kept open.
	 *
	 * @param valid how long what was seen of a file is believed; '0s' looks at every
	 * request
	 * @param maxFileSize size of the largest file to keep in memory; larger ones are sent
	 * from the disk
	 * @param maxSize memory for all of them
	 * @param maxEntries most files to keep, and most absent ones to remember
	 * @param maxOpenFiles most large files to keep open while nobody reads them
	 */
	public record Cache(@DefaultValue("2s") Duration valid,
			@DataSizeUnit(DataUnit.BYTES) @DefaultValue("64KB") DataSize maxFileSize,
			@DataSizeUnit(DataUnit.BYTES) @DefaultValue("64MB") DataSize maxSize, @DefaultValue("8192") int maxEntries,
			@DefaultValue("256") int maxOpenFiles) {

	}

}
