/** What is known of a room: its members, and what was said, in order. */
const GAP = 90;

export class Room {

	constructor(name) {
		this.name = name;
		this.topic = "";
		this.members = new Map();
		this.messages = [];
		this.typing = new Map();
		this.last = 0;
		this.read = 0;
		this.unread = 0;
		this.marker = undefined;
		this.earlier = false;
	}

	/** After which sequence it has to be told what was said, to know of every change. */
	since() {
		const shown = this.messages.slice(-GAP);
		return shown.length ? shown[0].sequence - 1 : undefined;
	}

	/** It was entered, for the first time or again. */
	entered(reply, since) {
		this.name = reply.room;
		this.topic = reply.topic ?? "";
		this.members = new Map(reply.members.map((member) => [member.nick, member]));
		this.read = reply.read;
		this.unread = reply.unread;
		this.marker = reply.unread ? reply.read : undefined;
		if (reply.more || since === undefined) {
			this.messages = [];
			this.earlier = reply.more;
		}
		this.messages = this.messages.filter((message) => message.sequence <= since);
		reply.events.forEach((event) => this.add(event));
		this.last = Math.max(this.last, reply.last);
	}

	/** What was said before what is shown. */
	prepend(reply) {
		this.earlier = reply.more;
		reply.events.forEach((event) => this.add(event));
	}

	/** Something was said. Whether that is new. */
	add(message) {
		let index = this.messages.length;
		while (index > 0 && this.messages[index - 1].sequence >= message.sequence) {
			index--;
		}
		this.last = Math.max(this.last, message.sequence);
		if (this.messages[index]?.sequence === message.sequence) {
			return false;
		}
		this.messages.splice(index, 0, message);
		return true;
	}

	find(id) {
		return this.messages.find((message) => message.id === id);
	}

	remove(id) {
		this.messages = this.messages.filter((message) => message.id !== id);
	}

	/** Everything up to there was read. */
	readUpTo(sequence) {
		if (sequence > this.read) {
			this.read = sequence;
		}
		if (sequence >= this.last) {
			this.unread = 0;
		}
	}

	rename(before, author) {
		const member = this.members.get(before);
		if (member) {
			this.members.delete(before);
			this.members.set(author.nick, { ...member, away: undefined, ...author });
		}
		return member;
	}

}
