package dev.torsion.words.room;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.words.Member;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.Role;
import dev.torsion.words.RoomChange.Entry;
import dev.torsion.words.RoomChange.MaskList;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, and who may be. Changed by one thread at a time; members may be read
 * by others, and lists as {@link #entries} has them.
 */
final class Roll {

	private final Map<Participant, Member> members = new ConcurrentHashMap<>();

	private final Map<MaskList, Map<String, Listed>> lists = new EnumMap<>(MaskList.class);

	private volatile Map<MaskList, List<Entry>> entries = Map.of();

	Roll(Map<MaskList, List<Entry>> kept) {
		for (MaskList list : MaskList.values()) {
			Map<String, Listed> masks = new LinkedHashMap<>();
			for (Entry entry : kept.getOrDefault(list, List.of())) {
				masks.put(RoomNames.fold(entry.mask()), new Listed(Mask.parse(entry.mask()), entry));
			}
			this.lists.put(list, masks);
		}
		publish();
	}

	List<Member> members() {
		return List.copyOf(this.members.values());
	}

	int size() {
		return this.members.size();
	}

	@Nullable Member member(Participant participant) {
		return this.members.get(participant);
	}

	boolean isAtLeast(Participant participant, Role role) {
		Member member = this.members.get(participant);
		return member != null && member.isAtLeast(role);
	}

	void put(Participant participant, Set<Role> roles) {
		this.members.put(participant, new Member(participant, roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles)));
	}

	/** Whether that is a change. */
	boolean grant(Member member, Role role, boolean on) {
		if (role == Role.MEMBER) {
			return false;
		}
		Set<Role> roles = EnumSet.noneOf(Role.class);
		roles.addAll(member.roles());
		boolean changed = on ? roles.add(role) : roles.remove(role);
		if (changed) {
			put(member.participant(), roles);
		}
		return changed;
	}

	boolean remove(Participant participant) {
		return this.members.remove(participant) != null;
	}

	boolean isInvited(Profile profile) {
		return isOn(MaskList.INVITATION, profile, true);
	}

	/** A ban that is no exception's. */
	boolean isBanned(Profile profile, boolean toSpeak) {
		return isOn(MaskList.BAN, profile, toSpeak) && !isOn(MaskList.EXCEPTION, profile, true);
	}

	private boolean isOn(MaskList list, Profile profile, boolean quietToo) {
		Map<String, Listed> masks = this.lists.get(list);
		if (masks == null || masks.isEmpty()) {
			return false;
		}
		Mask.Subject subject = Mask.Subject.of(profile);
		for (Listed listed : masks.values()) {
			if ((quietToo || !listed.mask().isQuiet()) && listed.mask().matches(subject)) {
				return true;
			}
		}
		return false;
	}

	/** Whether that is a change. */
	boolean list(MaskList list, Entry entry) {
		Mask mask = Mask.parse(entry.mask());
		Entry complete = new Entry(mask.toString(), entry.by(), entry.time());
		boolean changed = masks(list).putIfAbsent(RoomNames.fold(mask.toString()), new Listed(mask, complete)) == null;
		publish();
		return changed;
	}

	@Nullable Entry unlist(MaskList list, String written) {
		Listed removed = masks(list).remove(RoomNames.fold(Mask.parse(written).toString()));
		publish();
		return (removed != null) ? removed.entry() : null;
	}

	int listed() {
		return this.lists.values().stream().mapToInt(Map::size).sum();
	}

	Map<MaskList, List<Entry>> entries() {
		return this.entries;
	}

	private Map<String, Listed> masks(MaskList list) {
		return this.lists.computeIfAbsent(list, (key) -> new LinkedHashMap<>());
	}

	private void publish() {
		Map<MaskList, List<Entry>> published = new EnumMap<>(MaskList.class);
		this.lists.forEach((list, masks) -> {
			List<Entry> all = new ArrayList<>();
			masks.values().forEach((listed) -> all.add(listed.entry()));
			published.put(list, List.copyOf(all));
		});
		this.entries = published;
	}

	private record Listed(Mask mask, Entry entry) {

	}

}
