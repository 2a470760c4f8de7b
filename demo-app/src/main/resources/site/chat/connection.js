/**
 * A connection to the rooms of the server that comes back by itself. A command gets a
 * promise of its answer.
 */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30000;

export class Connection {

	/**
	 * @param url where to connect
	 * @param listener has onEvent(event), onState(state): connected, waiting, offline
	 */
	constructor(url, listener) {
		this.url = url;
		this.listener = listener;
		this.answers = new Map();
		this.number = 0;
		this.wait = FIRST_WAIT;
		addEventListener("online", () => this.retry());
	}

	open() {
		const socket = new WebSocket(this.url);
		this.socket = socket;
		socket.onmessage = (message) => this.heard(JSON.parse(message.data));
		socket.onclose = () => this.closed();
	}

	heard(message) {
		if (message.reply === undefined) {
			if (message.event === "welcome") {
				this.wait = FIRST_WAIT;
				this.listener.onState("connected");
			}
			this.listener.onEvent(message);
			return;
		}
		const answer = this.answers.get(message.reply);
		this.answers.delete(message.reply);
		if (answer && message.error) {
			answer.reject(Object.assign(new Error(message.message), { code: message.error }));
		}
		else if (answer) {
			answer.resolve(message);
		}
	}

	/** Sends a command; fails with a code, "offline" if there is no connection. */
	send(command) {
		return new Promise((resolve, reject) => {
			if (this.socket.readyState !== WebSocket.OPEN) {
				reject(Object.assign(new Error("There is no connection"), { code: "offline" }));
				return;
			}
			const id = String(++this.number);
			this.answers.set(id, { resolve, reject });
			this.socket.send(JSON.stringify({ ...command, id }));
		});
	}

	async closed() {
		for (const answer of this.answers.values()) {
			answer.reject(Object.assign(new Error("The connection was lost"), { code: "offline" }));
		}
		this.answers.clear();
		if (await this.isLoggedOut()) {
			this.listener.onState("logged-out");
			return;
		}
		this.listener.onState("waiting");
		const wait = this.wait * (0.5 + Math.random() / 2);
		this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
		this.timer = setTimeout(() => this.retry(), wait);
	}

	/** A page is not told why it was refused; but so would be this page. */
	async isLoggedOut() {
		try {
			const page = await fetch(location.pathname, { method: "HEAD", redirect: "manual", cache: "no-store" });
			return page.type === "opaqueredirect" || page.status === 401;
		}
		catch {
			return false;
		}
	}

	retry() {
		clearTimeout(this.timer);
		if (this.socket.readyState === WebSocket.CLOSED) {
			this.open();
		}
	}

}
