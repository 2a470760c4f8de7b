package dev.torsion.names.autoconfigure.filter;

import java.util.List;

import dev.torsion.names.filter.BlockAnswer;
import dev.torsion.names.filter.Blocklist;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of filters.
 *
 * @param blocklists lists of names that are not answered as they are
 * @param queryLog log of queries
 */
@ConfigurationProperties("network.names")
public record FilterProperties(@DefaultValue List<Names> blocklists, @DefaultValue QueryLog queryLog) {

	List<Blocklist> lists() {
		return this.blocklists.stream()
			.map((list) -> new Blocklist(list.file(), list.names(), list.answer(), list.filtered()))
			.toList();
	}

	/**
	 * A log of queries.
	 *
	 * @param enabled whether to write a line for each query
	 */
	public record QueryLog(boolean enabled) {

	}

	/**
	 * A list of names.
	 *
	 * @param file file of names: a hosts file, one name a line, rules of ad blockers, or
	 * a response policy zone
	 * @param names comma-separated list of names besides those of the file
	 * @param answer what is answered in the place of the names
	 * @param filtered whether clients have asked for the list, which they are told
	 */
	public record Names(@Nullable String file, @DefaultValue List<String> names,
			@DefaultValue("nxdomain") BlockAnswer answer, @DefaultValue("false") boolean filtered) {

	}

}
