import { Connection } from "./connection.js";
import { Room } from "./room.js";

const PAGE = 50;
const TYPING = 4000;
const TYPING_ENDS = 7000;
const SEEN = 300;

/** The rooms that one is in, by what the server says of them. */
export class Chat {

	constructor(url, view) {
		this.view = view;
		this.rooms = new Map();
		this.me = {};
		this.connection = new Connection(url, { onEvent: (event) => this.heard(event), onState: (state) => view.state(state) });
	}

	start() {
		this.connection.open();
	}

	get names() {
		return JSON.parse(localStorage.getItem(`rooms:${this.me.account}`) ?? '["lobby"]');
	}

	remember() {
		localStorage.setItem(`rooms:${this.me.account}`, JSON.stringify([...this.rooms.values()].map((room) => room.name)));
	}

	heard(event) {
		const room = event.room ? this.rooms.get(key(event.room)) : undefined;
		const action = `on_${event.event}`;
		if (this[action] && (room || !event.room)) {
			this[action](event, room);
		}
	}

	async on_welcome(event) {
		const first = this.me.nick === undefined;
		this.me = event;
		this.view.own(event.nick);
		const names = first ? this.names : [...this.rooms.values()].map((room) => room.name);
		await Promise.all(names.map((name) => this.enter(name).catch(() => undefined)));
		if (this.current === undefined) {
			this.show([...this.rooms.values()][0]);
		}
		this.view.state("connected");
		const list = await this.connection.send({ do: "rooms" });
		this.view.known(list.rooms.map((room) => room.room));
	}

	async enter(name) {
		const room = this.rooms.get(key(name)) ?? new Room(name);
		const since = room.since();
		this.rooms.set(key(name), room);
		try {
			const wanted = since === undefined ? { last: PAGE } : { since };
			room.entered(await this.connection.send({ do: "join", room: name, ...wanted }), since);
		}
		catch (failure) {
			if (failure.code !== "offline") {
				this.rooms.delete(key(name));
				this.view.problem(`${name}: ${failure.message}`);
				this.listRooms();
			}
			throw failure;
		}
		this.remember();
		this.listRooms();
		if (room === this.current) {
			this.show(room);
		}
		return room;
	}

	show(room) {
		if (this.current && this.current !== room) {
			this.current.marker = undefined;
		}
		this.current = room;
		this.view.room(room, this.me.account);
		this.listRooms();
		this.seen();
	}

	listRooms() {
		this.view.rooms([...this.rooms.values()], this.current);
	}

	async leave() {
		const room = this.current;
		await this.connection.send({ do: "part", room: room.name });
		this.left(room);
	}

	left(room) {
		this.rooms.delete(key(room.name));
		this.remember();
		if (room === this.current) {
			this.show([...this.rooms.values()][0]);
		}
		this.listRooms();
	}

	say(text) {
		this.lastTyped = 0;
		return this.connection.send({ do: "say", room: this.current.name, text });
	}

	edit(message, text) {
		return this.connection.send({ do: "edit", room: this.current.name, message: message.id, text });
	}

	redact(id) {
		return this.connection.send({ do: "redact", room: this.current.name, message: id });
	}

	async showEarlier() {
		const room = this.current;
		const before = room.messages[0]?.sequence;
		room.prepend(await this.connection.send({ do: "history", room: room.name, before, limit: PAGE }));
		if (room === this.current) {
			this.view.earlier(room, this.me.account);
		}
	}

	/** Says that one is typing, and no oftener than others forget it. */
	typed(empty) {
		const now = Date.now();
		if (this.current && (empty ? this.lastTyped : now - (this.lastTyped ?? 0) > TYPING)) {
			this.lastTyped = empty ? 0 : now;
			this.connection.send({ do: "typing", room: this.current.name, active: !empty }).catch(() => undefined);
		}
	}

	ownLast() {
		return this.current?.messages.findLast((message) => this.isOwn(message));
	}

	isOwn(message) {
		return this.me.account !== undefined && message.author.account === this.me.account;
	}

	/** What is before the eyes of somebody counts as read, a moment later. */
	seen() {
		clearTimeout(this.seeing);
		this.seeing = setTimeout(() => {
			const room = this.current;
			if (room && room.last > room.read && document.hasFocus() && this.view.isAtEnd()) {
				room.readUpTo(room.last);
				this.listRooms();
				this.connection.send({ do: "read", room: room.name, sequence: room.last }).catch(() => undefined);
			}
		}, SEEN);
	}

	on_said(event, room) {
		room.typing.delete(event.author.nick);
		if (!room.add(event)) {
			return;
		}
		if (!this.isOwn(event) && (room !== this.current || !document.hasFocus())) {
			room.marker = (room.unread++ === 0) ? event.sequence - 1 : room.marker;
		}
		if (room === this.current) {
			this.view.said(event, this.me.account);
			this.view.marker(room);
			this.view.typing(room);
			this.seen();
		}
		this.listRooms();
	}

	on_edited(event, room) {
		const message = room.find(event.message);
		if (message) {
			message.text = event.text;
			message.edited = event.time;
			this.inCurrent(room, () => this.view.changed(message, this.me.account));
		}
	}

	on_redacted(event, room) {
		room.remove(event.message);
		this.inCurrent(room, () => this.view.removed(event.message));
	}

	on_typing(event, room) {
		const nick = event.author.nick;
		clearTimeout(room.typing.get(nick));
		room.typing.delete(nick);
		if (event.active && nick !== this.me.nick) {
			room.typing.set(nick, setTimeout(() => {
				room.typing.delete(nick);
				this.inCurrent(room, () => this.view.typing(room));
			}, TYPING_ENDS));
		}
		this.inCurrent(room, () => this.view.typing(room));
	}

	on_joined(event, room) {
		room.members.set(event.author.nick, event.author);
		this.inCurrent(room, () => this.view.members(room));
	}

	on_parted(event, room) {
		this.gone(event.author.nick, room);
	}

	on_kicked(event, room) {
		if (event.member === this.me.nick) {
			this.view.problem(`You were made to leave ${room.name}${event.reason ? `: ${event.reason}` : ""}`);
			this.left(room);
			return;
		}
		this.gone(event.member, room);
	}

	on_departed(event) {
		this.rooms.forEach((room) => this.gone(event.author.nick, room));
	}

	gone(nick, room) {
		room.members.delete(nick);
		room.typing.delete(nick);
		this.inCurrent(room, () => {
			this.view.members(room);
			this.view.typing(room);
		});
	}

	on_profile(event) {
		if (event.before === this.me.nick) {
			this.me = { ...this.me, ...event.author };
			this.view.own(this.me.nick);
		}
		this.rooms.forEach((room) => room.rename(event.before, event.author));
		this.inCurrent(this.current, () => this.view.members(this.current));
	}

	on_rules(event, room) {
		for (const change of event.changes.filter((one) => one.role)) {
			const member = room.members.get(change.member);
			if (member) {
				member.role = change.on ? change.role : undefined;
			}
		}
		this.inCurrent(room, () => this.view.members(room));
	}

	on_topic(event, room) {
		room.topic = event.text ?? "";
		this.inCurrent(room, () => this.view.topic(room));
	}

	on_read(event, room) {
		room.readUpTo(event.sequence);
		this.listRooms();
	}

	inCurrent(room, action) {
		if (room && room === this.current) {
			action();
		}
	}

}

export function key(name) {
	return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
