package dev.torsion.names.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.torsion.names.differential.query.Query;
import dev.torsion.names.differential.Difference.Given;

/**
 * Asks all servers the same, by UDP, and by TCP what one of them has truncated.
 */
final class Run {

	private final List<Query> queries;

	private final Map<Rival, Asker> askers = new TreeMap<>();

	private final List<Difference> differences = new ArrayList<>();

	Run(List<Query> queries, Map<Rival, InetSocketAddress> servers) {
		this.queries = queries;
		servers.forEach((rival, address) -> this.askers.put(rival, new Asker(address)));
	}

	List<Difference> differences() {
		Map<Rival, List<Observation>> answers = new TreeMap<>();
		Map<Rival, CompletableFuture<List<Observation>>> running = new TreeMap<>();
		this.askers.forEach((rival, asker) -> running.put(rival,
				CompletableFuture.supplyAsync(() -> datagrams(asker, this.queries))));
		running.forEach((rival, answer) -> answers.put(rival, answer.join()));
		compare(this.queries, answers);
		List<Query> again = IntStream.range(0, this.queries.size())
			.filter((index) -> answers.values().stream().anyMatch((given) -> given.get(index).is(Field.TC)))
			.mapToObj(this.queries::get)
			.toList();
		answers.clear();
		this.askers.forEach((rival, asker) -> answers.put(rival, stream(asker, again)));
		compare(again, answers);
		return this.differences;
	}

	private void compare(List<Query> asked, Map<Rival, List<Observation>> answers) {
		for (int index = 0; index < asked.size(); index++) {
			List<Given> given = new ArrayList<>();
			for (Map.Entry<Rival, List<Observation>> all : answers.entrySet()) {
				given.add(new Given(all.getKey(), all.getValue().get(index)));
			}
			for (int left = 0; left < given.size(); left++) {
				for (int right = left + 1; right < given.size(); right++) {
					this.differences.addAll(Difference.between(asked.get(index), given.get(left), given.get(right)));
				}
			}
		}
	}

	private static List<Observation> datagrams(Asker asker, List<Query> queries) {
		try {
			return asker.datagrams(queries);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Observation> stream(Asker asker, List<Query> queries) {
		try {
			return asker.stream(queries);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
