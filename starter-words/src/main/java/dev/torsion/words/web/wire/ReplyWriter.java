package dev.torsion.words.web.wire;

import java.util.Collection;
import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Role;
import dev.torsion.words.RoomEvent;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers, a line each, for the caller to release.
 */
public final class ReplyWriter {

	private ReplyWriter() {
	}

	/**
	 * Writes an answer.
	 * @param id what it is known by, {@code null} for nothing
	 * @param reply the answer
	 * @return the line
	 */
	public static ByteBuf write(@Nullable String id, Reply reply) {
		return JsonLine.of((line) -> {
			line.text("reply", (id != null) ? id : "-");
			if (reply instanceof Reply.Failed failed) {
				line.text("error", failed.code()).text("message", failed.message());
			}
			else if (reply instanceof Reply.Spoken spoken) {
				line.stamp(spoken.stamp());
			}
			else {
				rooms(line, reply);
			}
		});
	}

	private static void rooms(JsonLine line, Reply reply) {
		if (reply instanceof Reply.Entered entered) {
			line.room(entered.room())
				.number("last", entered.marks().last())
				.number("read", entered.marks().read())
				.number("unread", entered.marks().unread());
			members(line, entered.members());
			said(line, entered.said(), entered.more());
		}
		else if (reply instanceof Reply.Said page) {
			line.text("room", page.room().name());
			said(line, page.said(), page.more());
		}
		else if (reply instanceof Reply.Members members) {
			line.text("room", members.room().name());
			members(line, members.members());
		}
		else if (reply instanceof Reply.RoomList list) {
			line.objects("rooms", list.rooms(),
					(room) -> line.room(room).flagIf("joined", list.joined().contains(room)));
		}
	}

	private static void members(JsonLine line, Collection<Member> members) {
		line.objects("members", members, (member) -> {
			line.person(member.participant().profile());
			if (member.highest() != Role.MEMBER) {
				line.code("role", member.highest());
			}
		});
	}

	private static void said(JsonLine line, List<RoomEvent> said, boolean more) {
		line.objects("events", said, (event) -> EventWriter.write(line, event)).flag("more", more);
	}

}
