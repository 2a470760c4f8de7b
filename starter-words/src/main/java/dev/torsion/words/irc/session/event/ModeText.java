package dev.torsion.words.irc.session.event;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomChange.MaskList;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.irc.Channels;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a room as the parameters of MODE.
 */
public final class ModeText {

	private static final RoomFlag[] FLAGS = { RoomFlag.NO_CTCP, RoomFlag.REGISTERED_SPEAK, RoomFlag.REGISTERED_ONLY,
			RoomFlag.INVITE_ONLY, RoomFlag.MODERATED, RoomFlag.NO_EXTERNAL, RoomFlag.SECRET, RoomFlag.TOPIC_PROTECTED };

	/** The letters of the flags, in alphabetical order. */
	public static final String FLAG_LETTERS = "CMRimnst";

	/** The letters of the lists: bans, exceptions, invitations. */
	public static final String LIST_LETTERS = "beI";

	private ModeText() {
	}

	/**
	 * The letter of a flag.
	 * @param flag the flag
	 * @return the letter
	 */
	public static char letter(RoomFlag flag) {
		return FLAG_LETTERS.charAt(List.of(FLAGS).indexOf(flag));
	}

	/**
	 * The flag of a letter.
	 * @param letter the letter
	 * @return the flag, {@code null} if there is none
	 */
	public static @Nullable RoomFlag flag(char letter) {
		int index = FLAG_LETTERS.indexOf(letter);
		return (index >= 0) ? FLAGS[index] : null;
	}

	/**
	 * The list of a letter.
	 * @param letter the letter
	 * @return the list, {@code null} if there is none
	 */
	public static @Nullable MaskList list(char letter) {
		int index = LIST_LETTERS.indexOf(letter);
		return (index >= 0) ? MaskList.values()[index] : null;
	}

	/**
	 * Writes changes.
	 * @param changes the changes
	 * @return the letters with their signs, and the parameters behind them
	 */
	public static List<String> of(List<RoomChange> changes) {
		StringBuilder letters = new StringBuilder();
		List<String> parameters = new ArrayList<>();
		boolean first = true;
		boolean on = true;
		for (RoomChange change : changes) {
			boolean now = isOn(change);
			if (first || now != on) {
				letters.append(now ? '+' : '-');
				on = now;
				first = false;
			}
			letters.append(letter(change));
			String parameter = parameter(change);
			if (parameter != null) {
				parameters.add(parameter);
			}
		}
		List<String> all = new ArrayList<>(parameters.size() + 1);
		all.add(letters.toString());
		all.addAll(parameters);
		return all;
	}

	private static boolean isOn(RoomChange change) {
		if (change instanceof RoomChange.Flag flag) {
			return flag.on();
		}
		if (change instanceof RoomChange.Key key) {
			return key.key() != null;
		}
		if (change instanceof RoomChange.Limit limit) {
			return limit.limit() > 0;
		}
		return (change instanceof RoomChange.Grant grant) ? grant.on() : ((RoomChange.Listing) change).on();
	}

	private static char letter(RoomChange change) {
		if (change instanceof RoomChange.Flag flag) {
			return letter(flag.flag());
		}
		if (change instanceof RoomChange.Grant grant) {
			return Channels.mode(grant.role());
		}
		if (change instanceof RoomChange.Listing listing) {
			return LIST_LETTERS.charAt(listing.list().ordinal());
		}
		return (change instanceof RoomChange.Key) ? 'k' : 'l';
	}

	private static @Nullable String parameter(RoomChange change) {
		if (change instanceof RoomChange.Grant grant) {
			return grant.member().profile().nick();
		}
		if (change instanceof RoomChange.Listing listing) {
			return listing.mask();
		}
		if (change instanceof RoomChange.Key key) {
			return (key.key() != null) ? key.key() : "*";
		}
		if (change instanceof RoomChange.Limit limit && limit.limit() > 0) {
			return Integer.toString(limit.limit());
		}
		return null;
	}

}
