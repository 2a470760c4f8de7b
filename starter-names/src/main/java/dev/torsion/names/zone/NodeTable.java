package dev.torsion.names.zone;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import dev.torsion.names.wire.SearchName;
import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * The names of a zone by their hash, in segments of which a change copies only those it
 * concerns. Immutable.
 */
final class NodeTable implements Iterable<ZoneNode> {

	/** How many names a segment has when the table is made. */
	private static final int PER_SEGMENT = 32;

	private final ZoneNode[][] segments;

	private final int size;

	private NodeTable(ZoneNode[][] segments, int size) {
		this.segments = segments;
		this.size = size;
	}

	static NodeTable of(Collection<ZoneNode> nodes) {
		int count = Integer.highestOneBit(Math.max(1, nodes.size() / PER_SEGMENT));
		int[] sizes = new int[count];
		for (ZoneNode node : nodes) {
			sizes[mix(node.name().hashCode()) & count - 1]++;
		}
		ZoneNode[][] segments = new ZoneNode[count][];
		for (int i = 0; i < count; i++) {
			segments[i] = new ZoneNode[capacity(sizes[i])];
		}
		for (ZoneNode node : nodes) {
			put(segments[mix(node.name().hashCode()) & count - 1], node);
		}
		return new NodeTable(segments, nodes.size());
	}

	@Nullable ZoneNode find(SearchName name, int label) {
		int hash = name.hash(label);
		int mixed = mix(hash);
		ZoneNode[] segment = this.segments[mixed & this.segments.length - 1];
		for (int i = slot(mixed, segment);; i = i + 1 & segment.length - 1) {
			ZoneNode node = segment[i];
			if (node == null || (node.name().hashCode() == hash && name.equals(label, node.name()))) {
				return node;
			}
		}
	}

	@Nullable ZoneNode findWildcard(SearchName name, int label) {
		int hash = name.wildcardHash(label);
		int mixed = mix(hash);
		ZoneNode[] segment = this.segments[mixed & this.segments.length - 1];
		for (int i = slot(mixed, segment);; i = i + 1 & segment.length - 1) {
			ZoneNode node = segment[i];
			if (node == null || (node.name().hashCode() == hash && name.wildcardEquals(label, node.name()))) {
				return node;
			}
		}
	}

	@Nullable ZoneNode find(WireName name) {
		int mixed = mix(name.hashCode());
		ZoneNode[] segment = this.segments[mixed & this.segments.length - 1];
		for (int i = slot(mixed, segment);; i = i + 1 & segment.length - 1) {
			ZoneNode node = segment[i];
			if (node == null || node.name().equals(name)) {
				return node;
			}
		}
	}

	/**
	 * With some nodes in the place of those of the same names.
	 * @param changed the new nodes; {@code null} behind a name takes its node away
	 */
	NodeTable with(Map<WireName, @Nullable ZoneNode> changed) {
		if (this.size + changed.size() > this.segments.length * PER_SEGMENT * 8) {
			return rebuilt(changed);
		}
		ZoneNode[][] copy = this.segments.clone();
		Map<Integer, List<WireName>> concerned = new HashMap<>();
		changed.keySet()
			.forEach((name) -> concerned
				.computeIfAbsent(mix(name.hashCode()) & copy.length - 1, (index) -> new ArrayList<>())
				.add(name));
		int difference = 0;
		for (Map.Entry<Integer, List<WireName>> entry : concerned.entrySet()) {
			int index = entry.getKey();
			List<ZoneNode> nodes = merged(nodes(copy[index]), entry.getValue(), changed);
			difference += nodes.size() - nodes(copy[index]).size();
			copy[index] = segment(nodes);
		}
		return new NodeTable(copy, this.size + difference);
	}

	private NodeTable rebuilt(Map<WireName, @Nullable ZoneNode> changed) {
		List<ZoneNode> all = new ArrayList<>(this.size + changed.size());
		forEach(all::add);
		return of(merged(all, changed.keySet(), changed));
	}

	private static List<ZoneNode> merged(List<ZoneNode> nodes, Collection<WireName> names,
			Map<WireName, @Nullable ZoneNode> changed) {
		List<ZoneNode> result = new ArrayList<>(nodes.size() + names.size());
		nodes.stream().filter((node) -> !changed.containsKey(node.name())).forEach(result::add);
		for (WireName name : names) {
			ZoneNode node = changed.get(name);
			if (node != null) {
				result.add(node);
			}
		}
		return result;
	}

	private static ZoneNode[] segment(List<ZoneNode> nodes) {
		ZoneNode[] segment = new ZoneNode[capacity(nodes.size())];
		nodes.forEach((node) -> put(segment, node));
		return segment;
	}

	private static List<ZoneNode> nodes(ZoneNode[] segment) {
		List<ZoneNode> nodes = new ArrayList<>();
		for (ZoneNode node : segment) {
			if (node != null) {
				nodes.add(node);
			}
		}
		return nodes;
	}

	private static void put(ZoneNode[] segment, ZoneNode node) {
		int i = slot(mix(node.name().hashCode()), segment);
		while (segment[i] != null) {
			i = i + 1 & segment.length - 1;
		}
		segment[i] = node;
	}

	/** A power of two of which at most two thirds are taken, and one slot never. */
	private static int capacity(int size) {
		return Integer.highestOneBit(Math.max(1, size * 3 / 2)) * 2;
	}

	/** The low bits choose the segment, the high ones the place in it. */
	private static int slot(int mixed, ZoneNode[] segment) {
		return mixed >>> 16 & segment.length - 1;
	}

	private static int mix(int hash) {
		int mixed = hash * 0x9E3779B9;
		return mixed ^ mixed >>> 15;
	}

	int size() {
		return this.size;
	}

	@Override
	public Iterator<ZoneNode> iterator() {
		return new Nodes();
	}

	/** Goes through all segments. */
	private final class Nodes implements Iterator<ZoneNode> {

		private int segment;

		private int slot = -1;

		Nodes() {
			advance();
		}

		private void advance() {
			this.slot++;
			while (this.segment < NodeTable.this.segments.length) {
				ZoneNode[] nodes = NodeTable.this.segments[this.segment];
				for (; this.slot < nodes.length; this.slot++) {
					if (nodes[this.slot] != null) {
						return;
					}
				}
				this.segment++;
				this.slot = 0;
			}
		}

		@Override
		public boolean hasNext() {
			return this.segment < NodeTable.this.segments.length;
		}

		@Override
		public ZoneNode next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			ZoneNode node = NodeTable.this.segments[this.segment][this.slot];
			advance();
			return node;
		}

	}

}
