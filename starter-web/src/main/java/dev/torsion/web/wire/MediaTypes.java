package dev.torsion.web.wire;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Content types by extension. Text carries its charset, because a browser left to guess
 * guesses wrong.
 */
public final class MediaTypes {

	private static final String UNKNOWN = "application/octet-stream";

	private static final String TABLE = """
			text/html html htm xhtm
			text/plain txt text log conf ini properties java c h py rb sh sql
			text/markdown md markdown
			text/css css
			text/csv csv
			text/javascript js mjs cjs
			text/calendar ics
			text/vcard vcf
			text/xml xsl xslt
			text/vtt vtt
			application/json json map
			application/ld+json jsonld
			application/manifest+json webmanifest
			application/xml xml xsd dtd
			application/xhtml+xml xhtml
			application/atom+xml atom
			application/rss+xml rss
			application/yaml yaml yml
			application/toml toml
			application/wasm wasm
			application/pdf pdf
			application/rtf rtf
			application/zip zip
			application/gzip gz tgz
			application/x-bzip2 bz2
			application/x-xz xz
			application/zstd zst
			application/x-7z-compressed 7z
			application/x-tar tar
			application/java-archive jar war
			application/epub+zip epub
			application/vnd.ms-fontobject eot
			application/msword doc
			application/vnd.ms-excel xls
			application/vnd.ms-powerpoint ppt
			application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
			application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
			application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
			application/vnd.oasis.opendocument.text odt
			application/vnd.oasis.opendocument.spreadsheet ods
			application/geo+json geojson
			application/gpx+xml gpx
			image/svg+xml svg
			image/png png
			image/apng apng
			image/jpeg jpg jpeg
			image/gif gif
			image/webp webp
			image/avif avif
			image/bmp bmp
			image/tiff tif tiff
			image/x-icon ico
			audio/mpeg mp3
			audio/ogg ogg oga opus
			audio/wav wav
			audio/flac flac
			audio/mp4 m4a
			audio/aac aac
			audio/midi mid midi
			video/mp4 mp4 m4v
			video/webm webm
			video/ogg ogv
			video/quicktime mov
			video/mp2t ts
			video/x-matroska mkv
			application/vnd.apple.mpegurl m3u8
			application/dash+xml mpd
			font/woff woff
			font/woff2 woff2
			font/ttf ttf
			font/otf otf
			""";

	private final Map<String, String> types = new HashMap<>();

	private final Predicate<String> compressible;

	/**
	 * Creates the table.
	 * @param additional types to add or replace, by extension without dot
	 * @param compressible which types the server compresses on their way out
	 */
	public MediaTypes(Map<String, String> additional, Predicate<String> compressible) {
		this.compressible = compressible;
		TABLE.lines().forEach((line) -> {
			String[] words = line.split(" ");
			for (int i = 1; i < words.length; i++) {
				this.types.put(words[i], withCharset(words[0]));
			}
		});
		additional.forEach((extension, type) -> this.types.put(extension.toLowerCase(Locale.ROOT), type));
	}

	/**
	 * The content type of a file.
	 * @param name the name of the file
	 * @return the type to send
	 */
	public String of(String name) {
		return this.types.getOrDefault(PathDecoder.extension(name), UNKNOWN);
	}

	/**
	 * Whether files of a type may be compressed on their way out.
	 * @param type the type
	 * @return whether they may
	 */
	public boolean isCompressible(String type) {
		return this.compressible.test(type);
	}

	/**
	 * JSON is UTF-8 by definition and XML says itself what it is.
	 */
	private static String withCharset(String type) {
		return type.startsWith("text/") ? type + ";charset=utf-8" : type;
	}

}
