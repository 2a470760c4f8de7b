import { element, item } from "./messages.js";

const $ = (id) => document.getElementById(id);
const AT_END = 40;
const STATES = {
	connected: "Connected", waiting: "No connection; trying again", "logged-out": "Logged out: load the page again"
};

/** What is seen. Knows nothing of the connection. */
export class View {

	constructor() {
		if (matchMedia("(max-width: 45rem)").matches) {
			$("there").open = false;
		}
	}

	state(state) {
		$("state").textContent = STATES[state];
		for (const control of [$("text"), $("send")]) {
			control.disabled = state !== "connected" || $("leave").hidden;
		}
	}

	own(nick) {
		$("own").textContent = `You are ${nick}`;
	}

	problem(text) {
		$("problem").textContent = text;
	}

	rooms(rooms, current) {
		const unread = rooms.reduce((sum, room) => sum + room.unread, 0);
		document.title = (unread ? `(${unread}) ` : "") + (current ? `${current.name} – Rooms` : "Rooms");
		const focused = document.activeElement?.dataset.room;
		$("rooms").replaceChildren(...rooms.map((room) => {
			const button = element("button", { type: "button" }, room.name);
			button.dataset.room = room.name;
			if (room === current) {
				button.setAttribute("aria-current", "true");
			}
			if (room.unread) {
				button.append(" ", element("span", { className: "unread" }, String(room.unread),
					element("span", { className: "skip" }, " unread")));
			}
			return element("li", {}, button);
		}));
		if (focused) {
			document.querySelector(`#rooms [data-room="${CSS.escape(focused)}"]`)?.focus();
		}
	}

	known(names) {
		$("known").replaceChildren(...names.map((name) => element("option", { value: name })));
	}

	/** Shows a room from the beginning. Nobody is read what was there already. */
	room(room, account) {
		$("name").textContent = room ? room.name : "No room";
		$("topic").textContent = room ? room.topic : "";
		$("leave").hidden = !room;
		$("text").disabled = $("send").disabled = !room;
		$("log").setAttribute("aria-live", "off");
		$("messages").replaceChildren(...(room ? room.messages : []).map((message) => this.item(message, account)));
		$("earlier").hidden = !room?.earlier;
		this.marker(room);
		this.members(room);
		this.typing(room);
		this.toEnd();
		setTimeout(() => $("log").setAttribute("aria-live", "polite"), 100);
	}

	item(message, account) {
		return item(message, account !== undefined && message.author.account === account);
	}

	/** Earlier messages come in above, and what was seen stays where it was. */
	earlier(room, account) {
		const log = $("log");
		const below = log.scrollHeight - log.scrollTop;
		log.setAttribute("aria-live", "off");
		const first = Number($("messages").firstElementChild?.dataset.sequence ?? Infinity);
		const added = room.messages.filter((message) => message.sequence < first);
		$("messages").prepend(...added.map((message) => this.item(message, account)));
		$("earlier").hidden = !room.earlier;
		log.scrollTop = log.scrollHeight - below;
		this.focus($("messages").children[Math.max(0, added.length - 1)]);
		setTimeout(() => log.setAttribute("aria-live", "polite"), 100);
	}

	said(message, account) {
		const atEnd = this.isAtEnd();
		const shown = this.item(message, account);
		const after = [...$("messages").children].find((other) => Number(other.dataset.sequence) > message.sequence);
		$("messages").insertBefore(shown, after ?? null);
		if (atEnd) {
			this.toEnd();
		}
	}

	changed(message, account) {
		const old = this.find(message.id);
		if (old) {
			const focused = old.contains(document.activeElement);
			const shown = this.item(message, account);
			shown.className += old.classList.contains("new") ? " new" : "";
			shown.dataset.new = old.dataset.new ?? "";
			old.replaceWith(shown);
			if (focused) {
				this.focus(shown);
			}
		}
	}

	removed(id) {
		const old = this.find(id);
		if (old?.contains(document.activeElement)) {
			this.focus(old.nextElementSibling ?? old.previousElementSibling ?? $("text"));
		}
		old?.remove();
	}

	find(id) {
		return document.querySelector(`#messages [data-id="${CSS.escape(id)}"]`);
	}

	/** The line above the first message that was not read. */
	marker(room) {
		document.querySelector("#messages .new")?.classList.remove("new");
		if (room?.marker !== undefined) {
			const first = [...$("messages").children].find((shown) => Number(shown.dataset.sequence) > room.marker);
			first?.classList.add("new");
			first?.setAttribute("data-new", "New messages");
		}
	}

	/** An account is listed once, however many pages it has open. */
	members(room) {
		const sorted = [...(room ? room.members.values() : [])].sort((a, b) => a.nick.localeCompare(b.nick));
		const members = sorted.filter((member, index) => member.account === undefined
			|| sorted.findIndex((other) => other.account === member.account) === index);
		$("size").textContent = room ? `(${members.length})` : "";
		$("members").replaceChildren(...members.map((member) => element("li", { className: member.away ? "away" : "" },
			member.nick + (member.role ? ` (${member.role})` : "") + (member.bot ? " (program)" : "")
				+ (member.away ? ` – away: ${member.away}` : ""))));
	}

	typing(room) {
		const nicks = room ? [...room.typing.keys()] : [];
		$("typing").textContent = nicks.length === 0 ? "" : nicks.length === 1 ? `${nicks[0]} is typing`
			: `${nicks.length} are typing`;
	}

	topic(room) {
		$("topic").textContent = room.topic;
	}

	/** Only one message is a stop of the tab key; arrow keys move it. */
	focus(target) {
		if (target?.parentElement === $("messages")) {
			document.querySelector('#messages [tabindex="0"]')?.setAttribute("tabindex", "-1");
			target.tabIndex = 0;
		}
		target?.focus();
	}

	editing(message) {
		$("label").textContent = message ? "Edit message" : "Message";
		$("send").textContent = message ? "Save" : "Send";
		$("cancel").hidden = !message;
		$("text").value = message ? message.text : "";
		$("text").focus();
	}

	isAtEnd() {
		const log = $("log");
		return log.scrollHeight - log.scrollTop - log.clientHeight < AT_END;
	}

	toEnd() {
		const log = $("log");
		log.scrollTop = log.scrollHeight;
		const last = $("messages").lastElementChild;
		if (last && !$("messages").contains(document.activeElement)) {
			document.querySelector('#messages [tabindex="0"]')?.setAttribute("tabindex", "-1");
			last.tabIndex = 0;
		}
	}

}
